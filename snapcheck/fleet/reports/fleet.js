"use strict";
{
  const $ = (id) => document.getElementById(id);
  const repositories = [...document.querySelectorAll(".repository")];
  const show = () => {
    const text = $("q").value.trim().toLowerCase();
    const ready = $("ready").value;
    let shown = 0;
    for (const each of repositories) {
      const found = (!text || each.dataset.text.includes(text)) && (!ready || each.dataset.ready.split(" ").includes(ready));
      each.hidden = !found;
      shown += found;
    }
    $("status").textContent = `${shown} of ${repositories.length} repositories`;
  };
  $("q").addEventListener("input", show);
  $("ready").addEventListener("change", show);
}
