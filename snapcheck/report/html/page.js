"use strict";
{
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const rows = [...$("list").children];
  const shells = rows.map((row) => row.firstElementChild);
  const form = $("filters");
  const compact = matchMedia("(max-width: 900px)");
  const levelOrder = ["note", "warning", "error"];

  // What is chosen stands in the address, so that a view can be sent to somebody.

  const empty = { level: [], rule: "", entry: "", file: "", q: "", view: "findings", id: "" };
  let state = { ...empty };

  function read() {
    const found = { ...empty, level: [] };
    for (const part of location.hash.slice(1).split("&")) {
      if (part.startsWith("finding-")) found.id = part;
      const [key, ...rest] = part.split("=");
      if (!rest.length || !Object.hasOwn(empty, key)) continue;
      let value;
      try {
        value = decodeURIComponent(rest.join("="));
      } catch {
        continue;
      }
      if (key === "level") found.level = value.split(",").filter((each) => levelOrder.includes(each));
      else if (key === "view") found.view = ["modules", "functions", "rest"].includes(value) ? value : "findings";
      else if (key !== "id") found[key] = value;
    }
    return found;
  }

  function write() {
    const parts = state.id ? [state.id] : [];
    for (const key of ["view", "rule", "entry", "file", "q"]) {
      if (state[key] !== empty[key]) parts.push(`${key}=${encodeURIComponent(state[key])}`);
    }
    if (state.level.length) parts.push(`level=${state.level.join(",")}`);
    history.replaceState(null, "", parts.length ? `#${parts.join("&")}` : location.pathname + location.search);
  }

  // Filters

  let texts;
  const textOf = (at) => {
    texts ??= rows.map((row) => row.textContent.toLowerCase());
    return texts[at];
  };

  function filter() {
    const rule = state.rule ? data.rules.indexOf(state.rule) : -1;
    const file = state.file ? data.files.indexOf(state.file) : -1;
    const entry = state.entry ? data.entries.indexOf(state.entry) : -1;
    const sets = data.entrySets.map((set) => entry < 0 || set.includes(entry));
    const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, at) => {
      const [level, itsRule, set, files] = data.findings[at];
      const fits =
        (!state.level.length || state.level.includes(level)) &&
        (rule < 0 || rule === itsRule) &&
        sets[set] &&
        (file < 0 || files.includes(file)) &&
        words.every((word) => textOf(at).includes(word));
      if (row.hidden === fits) row.hidden = !fits;
      shown += fits;
    });
    const all = rows.length === 1 ? "1 finding" : `${rows.length} findings`;
    $("status").textContent = shown === rows.length ? all : `${shown} of ${all}`;
    $("none").hidden = shown > 0;
  }

  function show() {
    $("q").value = state.q;
    for (const box of form.elements.namedItem("level")) box.checked = state.level.includes(box.value);
    for (const radio of form.querySelectorAll("[name=rule]")) radio.checked = radio.value === state.rule;
    $("entry").value = state.entry;
    $("file").value = state.file;
    filter();
  }

  function typed() {
    state.q = $("q").value.trim();
    state.level = [...form.elements.namedItem("level")].filter((box) => box.checked).map((box) => box.value);
    state.rule = form.querySelector("[name=rule]:checked")?.value ?? "";
    state.entry = $("entry").value;
    state.file = $("file").value;
    state.id = "";
    filter();
    write();
  }

  function clear() {
    state = { ...empty, level: [], view: state.view };
    show();
    write();
  }

  form.addEventListener("input", typed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    clear();
  });
  $("clear")?.addEventListener("click", () => {
    clear();
    $("q").focus();
  });

  // Findings

  const visible = () => shells.filter((shell) => !shell.parentElement.hidden);

  $("toggle").addEventListener("click", () => {
    const open = $("toggle").textContent === "Open all";
    for (const shell of visible()) shell.open = open;
    $("toggle").textContent = open ? "Close all" : "Open all";
  });

  $("list").addEventListener("keydown", (event) => {
    if (event.target.tagName !== "SUMMARY" || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = visible();
    const at = all.indexOf(event.target.parentElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || !all[to]) return;
    event.preventDefault();
    all[to].firstElementChild.focus();
  });

  // A link to a finding keeps the filters in the address.
  $("list").addEventListener("click", (event) => {
    const link = event.target.closest("a.link");
    if (!link) return;
    event.preventDefault();
    state.id = link.hash.slice(1);
    write();
    jump();
  });

  function jump() {
    const shell = $(state.id);
    if (!shell?.classList.contains("finding")) return;
    if (shell.parentElement.hidden) {
      state = { ...empty, level: [], id: state.id };
      show();
      write();
    }
    for (const other of shells) other.classList.toggle("here", other === shell);
    shell.open = true;
    shell.firstElementChild.focus({ preventScroll: true });
    // What was never on the screen has a guessed height: it takes some frames to get there.
    let frames = 8;
    const approach = () => {
      shell.scrollIntoView({ block: "start", behavior: "instant" });
      if (frames-- > 0) requestAnimationFrame(approach);
    };
    approach();
  }

  // Arrows from where a value is made to where it is used

  const SVG = "http://www.w3.org/2000/svg";
  const svg = (name, attributes = {}, ...children) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  function arrow(from, to, narrow) {
    const tip = (x, y) => svg("polygon", { points: `${x},${y} ${x - 9},${y - 5} ${x - 9},${y + 5}` });
    const start = svg("circle", { cx: from.x, cy: from.y, r: 3.5 });
    if (narrow) {
      const gutter = from.x - 14;
      const way = `M${from.x},${from.y} H${gutter + 8} q-8,0 -8,8 V${to.y - 8} q0,8 8,8 H${to.x - 8}`;
      return [start, svg("path", { d: way }), tip(to.x, to.y)];
    }
    const half = Math.max(40, (to.x - from.x) / 2);
    const way = `M${from.x},${from.y} C${from.x + half},${from.y} ${to.x - half},${to.y} ${to.x - 8},${to.y}`;
    return [start, svg("path", { d: way }), tip(to.x, to.y)];
  }

  function drawArrows(timeline) {
    timeline.querySelector(".arrows")?.remove();
    const card = (mark) => mark.closest(".card");
    const made = timeline.querySelector(".l-init .k-made, .l-init .kind");
    if (!made || !timeline.classList.contains("whole")) return;
    const narrow = compact.matches;
    const box = timeline.getBoundingClientRect();
    const source = timeline.querySelector(".l-init mark.k-made") ?? made;
    const middle = (mark) => mark.getClientRects()[0].top + mark.getClientRects()[0].height / 2 - box.top;
    const origin = card(source).getBoundingClientRect();
    const from = { x: (narrow ? origin.left : origin.right) - box.left, y: middle(source) };
    const drawn = svg("svg", { class: "arrows", "aria-hidden": "true" });
    const lanes = timeline.querySelectorAll(".l-restore .card, .l-invoke .card");
    for (const target of lanes) {
      const mark = target.querySelector("mark") ?? target.querySelector(".kind");
      drawn.append(...arrow(from, { x: target.getBoundingClientRect().left - box.left, y: middle(mark) }, narrow));
    }
    timeline.append(drawn);
  }

  // Drawn where they are seen, and again when the room for them changes.
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) if (target.offsetParent) drawArrows(target);
  });
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) sizes.observe(target);
        else sizes.unobserve(target);
      }
    },
    { rootMargin: "400px" },
  );
  const watch = (shell) => shell.open && seen.observe(shell.querySelector(".timeline"));
  $("list").addEventListener("toggle", (event) => watch(event.target), true);

  // Parts of the page

  const tabs = [...document.querySelectorAll("[role=tab]")];

  function turn() {
    for (const tab of tabs) {
      const chosen = tab.getAttribute("aria-controls") === state.view;
      tab.setAttribute("aria-selected", chosen);
      tab.tabIndex = chosen ? 0 : -1;
      $(tab.getAttribute("aria-controls")).hidden = !chosen;
    }
    if (state.view === "modules") drawModules();
  }

  for (const [at, tab] of tabs.entries()) {
    tab.addEventListener("click", () => {
      state.view = tab.getAttribute("aria-controls");
      state.id = "";
      turn();
      write();
    });
    tab.addEventListener("keydown", (event) => {
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const next = tabs[(to + tabs.length) % tabs.length];
      next.focus();
      next.click();
    });
  }

  // Modules

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const numberOf = new Map(data.modules.map(([path], at) => [path, at]));
  const importers = data.modules.map(() => []);
  data.imports.forEach((targets, source) => targets.forEach((target) => importers[target].push(source)));
  const found = new Map();
  data.findings.forEach(([level, , , files]) => {
    for (const file of files) {
      const at = numberOf.get(data.files[file]);
      if (at === undefined) continue;
      const [count, worst] = found.get(at) ?? [0, "note"];
      found.set(at, [count + 1, levelOrder.indexOf(level) > levelOrder.indexOf(worst) ? level : worst]);
    }
  });

  let drawnStart = -1;
  let chosen = -1;
  let zoom = 1;
  let picture = null;
  let members = [];

  function below(start) {
    const reached = new Set([start]);
    for (const at of reached) for (const target of data.imports[at]) reached.add(target);
    return [...reached];
  }

  function drawModules() {
    const name = state.entry || data.entries[drawnStart < 0 ? data.first : $("start").selectedIndex] || "";
    $("start").value = name;
    const start = data.starts[data.entries.indexOf(name)];
    if (start === undefined) {
      $("modules-status").textContent = "There is no entry point.";
      return;
    }
    if (start === drawnStart) return;
    drawnStart = start;
    chosen = -1;
    tell([], []);
    members = below(start);
    listModules();
    picture = null;
    $("picture").replaceChildren();
    const layout = data.pictures[start];
    const count = members.length === 1 ? "1 module" : `${members.length} modules`;
    if (layout) {
      drawPicture(start, layout);
      $("modules-status").textContent =
        `${count}. Imports that follow from others are drawn for the chosen module only.`;
    } else if (members.length === 1) {
      $("modules-status").textContent = "This module imports no other module of the program.";
    } else {
      $("modules-status").textContent = `${count}, too many for one more picture in this page: see the list.`;
    }
    search();
  }

  function drawPicture(start, [nodes, lines]) {
    const widths = nodes.map(([at]) => data.modules[at][1].length * 6.7 + 22);
    const columns = [];
    nodes.forEach(([, layer], at) => {
      columns[layer] = Math.max(columns[layer] ?? 0, widths[at]);
    });
    const lefts = [];
    columns.reduce((x, width, layer) => ((lefts[layer] = x), x + width + 70), 20);
    const height = Math.max(...nodes.map((node) => node[2]), ...lines.flatMap((line) => line.slice(2)));
    const width = lefts.at(-1) + columns.at(-1) + 20;
    const box = [width, height + 64];
    const root = svg("svg", { viewBox: `0 0 ${box[0]} ${box[1]}`, role: "img" });
    root.setAttribute("aria-label", `${nodes.length} modules in ${columns.length} layers`);
    const edges = svg("g");
    const extra = svg("g");
    const shapes = svg("g");
    const at = (node) => [lefts[nodes[node][1]], nodes[node][2] + 32];
    for (const [source, target, ...heights] of lines) {
      const layer = nodes[source][1];
      const [x, y] = at(source);
      let way = `M${x + widths[source]},${y}`;
      let from = [x + widths[source], y];
      const points = heights.flatMap((each, step) => {
        const left = lefts[layer + 1 + step];
        return [[left, each + 32], [left + columns[layer + 1 + step], each + 32]];
      });
      points.push(at(target));
      points.forEach((to, step) => {
        const bend = (to[0] - from[0]) / 2;
        way += step % 2 ? ` L${to[0]},${to[1]}` : ` C${from[0] + bend},${from[1]} ${to[0] - bend},${to[1]} ${to[0]},${to[1]}`;
        from = to;
      });
      edges.append(svg("path", { d: way, class: "edge" }));
    }
    const places = new Map();
    nodes.forEach(([module], node) => {
      const [x, y] = at(node);
      places.set(module, { x, y, width: widths[node] });
      const [count, worst] = found.get(module) ?? [0, ""];
      const label = svg("text", { x: x + 10, y: y + 4 }, data.modules[module][1]);
      const title = svg("title", {}, data.modules[module][0] + (count ? `: ${count} with findings` : ""));
      const shape = svg("rect", { x, y: y - 11, width: widths[node], height: 22, rx: 6 });
      const group = svg("g", { class: "node", "data-m": module }, title, shape, label);
      if (worst) group.classList.add(`lv-${worst}`);
      if (module === start) group.classList.add("start");
      shapes.append(group);
    });
    shapes.addEventListener("click", (event) => {
      const node = event.target.closest(".node");
      if (node) choose(Number(node.dataset.m));
    });
    root.append(edges, extra, shapes);
    picture = { root, box, places, extra, edges, shapes };
    $("picture").append(root);
    resize("begin");
    look(start);
  }

  function look(module) {
    const { x, y } = picture.places.get(module);
    const view = $("picture");
    view.scrollTo({ left: x * zoom - view.clientWidth / 3, top: y * zoom - view.clientHeight / 2 });
  }

  function resize(how) {
    if (!picture) return;
    const fit = Math.min(1, ($("picture").clientWidth - 2) / picture.box[0]);
    // Text must stay legible: a picture that would get too small is scrolled instead.
    if (how === "begin") zoom = Math.max(fit, 0.8);
    else if (how === "fit") zoom = fit;
    else zoom = Math.min(2, Math.max(0.15, zoom * (how === "in" ? 1.25 : 0.8)));
    picture.root.setAttribute("width", picture.box[0] * zoom);
    picture.root.setAttribute("height", picture.box[1] * zoom);
  }

  function choose(module) {
    chosen = chosen === module ? -1 : module;
    for (const row of $("module-list").tBodies[0].rows) {
      const is = Number(row.dataset.m) === chosen;
      row.classList.toggle("chosen", is);
      row.querySelector("button").setAttribute("aria-pressed", is);
    }
    const inside = new Set(members);
    const out = chosen < 0 ? [] : data.imports[chosen];
    const into = chosen < 0 ? [] : importers[chosen].filter((each) => inside.has(each));
    tell(out, into);
    if (!picture) return;
    const { places, extra, edges, shapes } = picture;
    const near = new Set([chosen, ...out, ...into]);
    extra.replaceChildren();
    const link = (source, target, kind) => {
      const [a, b] = [places.get(source), places.get(target)];
      const bend = Math.max(40, Math.abs(b.x - a.x - a.width) / 2);
      const from = a.x + a.width;
      const way = `M${from},${a.y} C${from + bend},${a.y} ${b.x - bend},${b.y} ${b.x},${b.y}`;
      extra.append(svg("path", { d: way, class: `edge ${kind}` }));
    };
    for (const target of out) link(chosen, target, "out");
    for (const source of into) link(source, chosen, "in");
    edges.classList.toggle("far", chosen >= 0);
    for (const node of shapes.children) {
      const at = Number(node.dataset.m);
      node.classList.toggle("chosen", at === chosen);
      node.classList.toggle("far", chosen >= 0 && !near.has(at));
    }
    if (chosen >= 0) look(chosen);
  }

  function tell(out, into) {
    $("chosen").hidden = chosen < 0;
    if (chosen < 0) return;
    const buttons = (modules) =>
      modules.map((module) => {
        const button = element("button", { type: "button", title: data.modules[module][0] }, data.modules[module][1]);
        button.addEventListener("click", () => {
          choose(module);
          $("chosen-name").focus();
        });
        return button;
      });
    const orNone = (found) => (found.length ? found : ["no module of this program"]);
    $("chosen-name").textContent = data.modules[chosen][0];
    $("chosen-out").replaceChildren(...orNone(buttons(out)));
    $("chosen-in").replaceChildren(...orNone(buttons(into)));
  }

  function listModules() {
    const inside = new Set(members);
    const lines = members.map((module) => {
      const [count, worst] = found.get(module) ?? [0, ""];
      const button = element("button", { type: "button", "aria-pressed": "false" }, data.modules[module][0]);
      button.addEventListener("click", () => choose(module));
      const last = element("td");
      if (count) {
        const more = element("button", { type: "button", class: "more" }, `${count} (${worst})`);
        more.addEventListener("click", () => openFile(data.modules[module][0]));
        last.append(more);
      }
      return element(
        "tr",
        { "data-m": module },
        element("td", {}, button),
        element("td", {}, String(data.imports[module].length)),
        element("td", {}, String(importers[module].filter((each) => inside.has(each)).length)),
        last,
      );
    });
    $("module-list").tBodies[0].replaceChildren(...lines);
  }

  function openFile(path) {
    state = { ...empty, level: [], file: path };
    show();
    turn();
    write();
    $("file").focus();
  }

  function search() {
    const part = $("find").value.trim().toLowerCase();
    const hits = (module) => data.modules[module][0].toLowerCase().includes(part);
    for (const row of $("module-list").tBodies[0].rows) row.hidden = part !== "" && !hits(Number(row.dataset.m));
    for (const node of picture?.shapes.children ?? []) {
      const hit = part !== "" && hits(Number(node.dataset.m));
      node.classList.toggle("hit", hit);
      node.classList.toggle("far", part !== "" && !hit);
    }
  }

  $("find").addEventListener("input", search);
  $("start").addEventListener("change", () => {
    state.entry = $("start").value;
    show();
    drawModules();
    write();
  });
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => resize(button.dataset.zoom));
  }

  // Colours

  const themes = ["", "light", "dark"];
  const names = ["as the system", "light", "dark"];
  const stored = () => {
    try {
      return localStorage.getItem("snapcheck-theme") ?? "";
    } catch {
      return ""; // a page from a file or a frame may not keep anything
    }
  };
  function paint(theme) {
    const at = Math.max(0, themes.indexOf(theme));
    if (themes[at]) document.documentElement.dataset.theme = themes[at];
    else delete document.documentElement.dataset.theme;
    $("theme").textContent = ["◐", "☀", "☾"][at];
    $("theme").setAttribute("aria-label", `Colours: ${names[at]}`);
    $("theme").title = `Colours: ${names[at]}`;
    return at;
  }
  $("theme").addEventListener("click", () => {
    const theme = themes[(paint(document.documentElement.dataset.theme ?? "") + 1) % themes.length];
    paint(theme);
    try {
      localStorage.setItem("snapcheck-theme", theme);
    } catch {
      // then it holds for this visit
    }
  });

  // Begin

  const fold = () => {
    document.querySelector(".filters").open = !compact.matches;
  };
  compact.addEventListener("change", fold);
  addEventListener("beforeprint", () => {
    for (const shell of visible()) shell.open = true;
  });
  function arrive() {
    state = read();
    show();
    turn();
    if (state.id) jump();
  }
  addEventListener("hashchange", arrive);
  fold();
  paint(stored());
  shells.forEach(watch);
  arrive();
  // The browser itself goes to a finding in the address when all is loaded, and takes the focus.
  addEventListener("load", () => setTimeout(() => state.id && jump()));
}
