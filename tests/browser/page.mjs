// Opens a report in Chromium and prints what happened, as JSON.
//
//   node page.mjs NODE_MODULES CHROMIUM PAGE CHECK
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [modules, executablePath, file, check] = process.argv.slice(2);
const { chromium } = (await import(pathToFileURL(`${modules}/playwright-core/index.js`))).default;
const axe = readFileSync(`${modules}/axe-core/axe.min.js`, "utf8");
const address = pathToFileURL(file).href;
const WIDE = { width: 1400, height: 1000 };
const NARROW = { width: 390, height: 844 };

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

async function open({ hash = "", viewport = WIDE, colorScheme = "light" } = {}) {
  const page = await browser.newPage({ viewport, colorScheme });
  page.heard = [];
  page.on("console", (message) => page.heard.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => page.heard.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => page.heard.push(`dialog: ${dialog.message()}`) && dialog.dismiss());
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) page.heard.push(`request: ${request.url()}`);
  });
  await page.goto(address + hash);
  return page;
}

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const shown = (page) => page.locator("#list > div:visible").count();
const focused = (page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    return at.id || at.closest("[id]")?.id || at.tagName.toLowerCase();
  });
const openAll = async (page) => {
  const toggle = page.locator("#toggle");
  if ((await toggle.textContent()) === "Open all") await toggle.click();
};
const painted = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));

const checks = {
  // What the page does by itself, and what it is made of.
  async visit() {
    const page = await open();
    await openAll(page);
    await painted(page);
    const made = await page.evaluate(() => ({
      scripts: document.scripts.length,
      handlers: [...document.querySelectorAll("*")].filter((each) =>
        [...each.attributes].some(({ name }) => name.startsWith("on") || name === "style" || name === "src"),
      ).length,
      links: [...document.querySelectorAll("[href]")].map((each) => each.getAttribute("href")),
      names: [...new Set([...document.querySelectorAll("body *")].map((each) => each.localName))],
    }));
    const inserted = await page.evaluate(() => {
      const script = document.createElement("script");
      try {
        script.textContent = "globalThis.ran = true";
        document.body.append(script);
      } catch {
        // a trusted type was asked for
      }
      return globalThis.ran ?? false;
    });
    return { heard: page.heard.filter((each) => !each.includes("Content Security Policy") && !each.includes("TrustedScript")), ...made, inserted };
  },

  // What axe finds in each part of the page, wide and narrow, light and dark, closed and open.
  async axe() {
    const found = [];
    for (const viewport of [WIDE, NARROW]) {
      for (const colorScheme of ["light", "dark"]) {
        for (const hash of ["", "#view=modules", "#view=rest"]) {
          const page = await open({ hash, viewport, colorScheme });
          if (!hash) {
            await page.locator("#list > div summary").first().click();
            if (viewport === NARROW) await page.locator(".filters > summary").click();
          } else if (hash === "#view=modules") {
            await page.locator("#module-list tbody button").first().click();
          }
          await painted(page);
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() => globalThis.axe.run());
          for (const { id, impact, nodes } of violations) {
            found.push({ at: `${viewport.width} ${colorScheme} ${hash}`, id, impact, where: nodes[0].html });
          }
          await page.close();
        }
      }
    }
    return found;
  },

  // What a keyboard reaches, in order, and what its keys do.
  async keyboard() {
    const page = await open();
    const press = (key) => page.keyboard.press(key);
    const walk = [];
    for (let step = 0; step < 5; step++) {
      await press("Tab");
      walk.push(await focused(page));
    }
    await page.locator("#tab-findings").focus();
    await press("ArrowRight");
    const turned = [await focused(page), await page.locator("#modules").isVisible()];
    await press("ArrowLeft");
    turned.push(await focused(page), await page.locator("#findings").isVisible());
    await page.locator("#toggle").focus();
    await press("Tab"); // how to read
    await press("Tab");
    const first = await focused(page);
    await press("ArrowDown");
    const second = await focused(page);
    const isOpen = () => page.evaluate(() => document.activeElement.parentElement.open);
    const before = await isOpen();
    await press("Enter");
    const after = await isOpen();
    await press("End");
    const last = await focused(page);
    await press("Home");
    const ids = await page.locator("#list details").evaluateAll((all) => all.map((each) => each.id));
    return { walk, turned, first, second, last, home: await focused(page), opens: before !== after, ids };
  },

  // What a screen reader is told of the first finding, and of the page's frame.
  async aria() {
    const page = await open();
    const summary = page.locator("#list > div summary").first();
    if (!(await page.locator("#list > div details").first().evaluate((each) => each.open))) await summary.click();
    return {
      frame: await page.locator("header").ariaSnapshot(),
      filters: await page.locator("#filters").ariaSnapshot(),
      finding: await page.locator("#list > div").first().ariaSnapshot(),
    };
  },

  // Filters, the address that they leave, and that the address brings them back.
  async filters() {
    const page = await open();
    const result = { all: await shown(page) };
    const fresh = async (hash) => {
      const other = await open({ hash });
      const count = await shown(other);
      await other.close();
      return count;
    };
    const step = async (name, act) => {
      await act();
      const hash = await page.evaluate(() => location.hash);
      result[name] = { shown: await shown(page), hash, again: await fresh(hash), status: await page.locator("#status").textContent() };
      await page.locator("#filters [type=reset]").click();
      result[name].cleared = await shown(page);
    };
    // Entry points without a finding are offered too, with a count of 0.
    const option = (id) => page.locator(`#${id} option`).filter({ hasText: /\([1-9]\d*\)/ }).first().getAttribute("value");
    await step("level", () => page.locator("[name=level][value=error]").check());
    await step("rule", () => page.locator("[name=rule]").nth(1).check());
    await step("entry", async () => page.locator("#entry").selectOption(await option("entry")));
    await step("file", async () => page.locator("#file").selectOption(await option("file")));
    await step("text", () => page.locator("#q").fill("uuid HANDLER"));
    await step("nothing", () => page.locator("#q").fill("xyzzy"));
    return result;
  },

  // A link to a finding opens it, also where a filter hides it.
  async link() {
    const page = await open();
    const ids = await page.locator("#list details").evaluateAll((all) => all.map((each) => each.id));
    const last = ids.at(-1);
    const other = await open({ hash: `#${last}&q=xyzzy` });
    for (let frame = 0; frame < 12; frame++) await painted(other);
    const result = { last, focused: await focused(other), open: await other.locator(`#${last}`).evaluate((each) => each.open) };
    result.inView = await other.locator(`#${last} summary`).evaluate((each) => {
      const { top, bottom } = each.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
    await other.locator("[name=level][value=error]").check();
    await other.locator("#list > div:visible summary").first().click();
    const link = other.locator("#list > div:visible details[open] a.link").first();
    await link.click();
    result.hash = await other.evaluate(() => location.hash);
    return result;
  },

  // Arrows lead from the card where a value is made to each that uses it.
  async arrows() {
    const result = [];
    for (const viewport of [WIDE, NARROW]) {
      const page = await open({ viewport });
      await openAll(page);
      await page.waitForSelector(".arrows");
      await painted(page);
      result.push(
        await page.locator(".timeline:has(.arrows)").first().evaluate((timeline) => {
          const box = timeline.getBoundingClientRect();
          const inside = (card, x, y) => {
            const area = card.getBoundingClientRect();
            const [left, right, top, bottom] = [area.left, area.right, area.top, area.bottom];
            return x >= left - box.left - 2 && x <= right - box.left + 2 && y >= top - box.top && y <= bottom - box.top;
          };
          const uses = [...timeline.querySelectorAll(".l-restore .card, .l-invoke .card")];
          const start = timeline.querySelector(".arrows circle");
          const tips = [...timeline.querySelectorAll(".arrows polygon")].map((tip) => {
            const { x, y } = tip.points[0];
            return uses.findIndex((card) => inside(card, x, y));
          });
          const made = timeline.querySelector("mark.k-made")?.closest(".card") ?? timeline.querySelector(".l-init .card");
          return { tips, uses: uses.length, starts: inside(made, start.cx.baseVal.value, start.cy.baseVal.value) };
        }),
      );
    }
    return result;
  },

  // The picture and the list hold the same modules; choosing one shows its imports.
  async modules() {
    const page = await open({ hash: "#view=modules" });
    const drawn = await page.locator("#picture .node").count();
    const listed = await page.locator("#module-list tbody tr").count();
    const overlaps = await page.locator("#picture .node rect").evaluateAll((rects) => {
      const boxes = rects.map((each) => each.getBBox());
      const meet = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
      return boxes.flatMap((a, at) => boxes.slice(at + 1).filter((b) => meet(a, b))).length;
    });
    const backward = await page.locator("#picture .edge").evaluateAll(
      (edges) => edges.filter((edge) => edge.getPointAtLength(0).x >= edge.getPointAtLength(edge.getTotalLength()).x).length,
    );
    await page.locator("#module-list tbody button").first().click();
    const imports = await page.locator("#chosen-out button").count();
    const told = await page.locator("#module-list tbody tr td:nth-child(2)").first().textContent();
    await page.locator("#chosen-out button").first().click();
    const importers = await page.locator("#chosen-in").textContent();
    await page.locator("#find").fill("m299.py");
    const hits = await page.locator("#module-list tbody tr:visible").count();
    await page.locator("#picture .node").first().click({ force: true });
    const chosen = await page.locator("#chosen-name").textContent();
    return { drawn, listed, overlaps, backward, imports, told: Number(told), importers, hits, chosen, heard: page.heard };
  },

  // Light, dark, as the system.
  async theme() {
    const page = await open({ colorScheme: "dark" });
    const colour = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const colours = [await colour()];
    for (let turn = 0; turn < 3; turn++) {
      await page.locator("#theme").click();
      colours.push(await colour());
    }
    return colours;
  },

  // On paper everything is open, and nothing that one would click is left.
  async print() {
    const page = await open();
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    return {
      closed: await page.locator("#list details:not([open])").count(),
      code: await page.locator("#list pre").first().isVisible(),
      buttons: await page.locator("button:visible, select:visible, input:visible").count(),
      pdf: (await page.pdf()).subarray(0, 5).toString(),
    };
  },

  // How long it takes to open the page, and to filter it, in milliseconds of the page's own thread:
  // what else the machine does is not the page's fault.
  async speed() {
    const opened = [];
    const filtered = [];
    for (let run = 0; run < 5; run++) {
      const page = await browser.newPage({ viewport: WIDE });
      const session = await page.context().newCDPSession(page);
      await session.send("Performance.enable", { timeDomain: "threadTicks" });
      const worked = async () => {
        const { metrics } = await session.send("Performance.getMetrics");
        return metrics.find(({ name }) => name === "TaskDuration").value * 1000;
      };
      await page.goto(address);
      await painted(page);
      opened.push(await worked());
      const steps = [];
      for (const text of ["handler", "uuid", ""]) {
        const before = await worked();
        await page.evaluate((value) => {
          const field = document.getElementById("q");
          field.value = value;
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }, text);
        await painted(page);
        steps.push((await worked()) - before);
      }
      filtered.push(steps);
      await page.close();
    }
    const page = await open();
    const findings = await page.locator("#list > div").count();
    const first = filtered.map((steps) => steps[0]);
    return { opened: median(opened), first: median(first), filtered: median(filtered.flat()), findings };
  },
};

try {
  console.log(JSON.stringify(await checks[check]()));
} finally {
  await browser.close();
}
