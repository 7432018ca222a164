/* The versions and languages that Read the Docs has of the site, as menus that lead to this page there. */
(() => {
  const menu = document.getElementById("rtd-menu");
  const add = (label, entries) => {
    if (entries.length < 2) return;
    const select = document.createElement("select");
    for (const [name, url, current, lang] of entries) {
      const option = new Option(name, url, current, current);
      if (lang) option.lang = lang;
      select.append(option);
    }
    select.addEventListener("change", () => location.assign(select.value));
    const box = document.createElement("label");
    box.append(`${label} `, select);
    menu.append(box, " ");
    menu.hidden = false;
  };
  document.addEventListener("readthedocs-addons-data-ready", (event) => {
    if (!menu || menu.childElementCount) return;
    const { versions, projects } = event.detail.data();
    const here = versions.current.slug;
    add(menu.dataset.versions, versions.active.filter((version) => !version.hidden || version.slug === here)
      .map((version) => [version.slug, version.urls.documentation, version.slug === here]));
    const own = projects.current;
    const languages = [own, ...projects.translations.filter((project) => project.slug !== own.slug)];
    add(menu.dataset.languages, languages
      .map((project) => [project.language.name, project.urls.documentation, project === own, project.language.code]));
  });
})();
