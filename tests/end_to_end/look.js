// What a page owes to people who do not see it, or see it badly: returns a list of complaints.
// Direct checks of a few rules that a machine can decide; it is no audit.
() => {
  const complaints = [];
  const visible = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const all = (selector) => [...document.querySelectorAll(selector)].filter(visible);
  const short = (element) => element.outerHTML.slice(0, 90).replace(/\s+/g, " ");

  // Landmarks, language, headings
  if (!document.documentElement.lang) complaints.push("the page names no language");
  if (!document.title.trim()) complaints.push("the page has no title");
  const one = { h1: all("h1"), main: all("main, [role=main]") };
  for (const [name, found] of Object.entries(one)) {
    if (found.length !== 1) complaints.push(`${found.length} × ${name}`);
  }
  for (const heading of all("h1, h2, h3, h4, h5, h6")) {
    if (!heading.textContent.trim()) complaints.push(`empty heading: ${short(heading)}`);
  }
  const navigations = all("nav, [role=navigation]").map((each) => each.getAttribute("aria-label"));
  if (navigations.some((name) => !name)) complaints.push("a navigation has no name");
  if (new Set(navigations).size < navigations.length) complaints.push("navigations of one name");

  // Names
  const words = (ids) => ids.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  const name = (element) => (
    element.getAttribute("aria-label")
    || (element.hasAttribute("aria-labelledby") && words(element.getAttribute("aria-labelledby")))
    || [...(element.labels ?? [])].map((label) => label.textContent).join(" ")
    || element.textContent
    || element.getAttribute("title")
    || ""
  ).trim();
  for (const control of all("a[href], button, input:not([type=hidden]), select, textarea, [role=dialog], dialog, [role=region]")) {
    if (!name(control)) complaints.push(`no name: ${short(control)}`);
  }
  for (const group of all("fieldset, [role=radiogroup]")) {
    if (!(group.querySelector("legend")?.textContent.trim() || name(group))) complaints.push(`no legend: ${short(group)}`);
  }
  for (const picture of all("img:not([alt]), svg:not([aria-hidden]):not([aria-label]):not([role=img])")) {
    if (!picture.closest("[aria-hidden=true]")) complaints.push(`picture without words: ${short(picture)}`);
  }
  for (const element of document.querySelectorAll("[aria-describedby], [aria-labelledby], [aria-controls], label[for]")) {
    for (const attribute of ["aria-describedby", "aria-labelledby", "aria-controls", "for"]) {
      for (const id of (element.getAttribute(attribute) ?? "").split(/\s+/).filter(Boolean)) {
        if (!document.getElementById(id)) complaints.push(`${attribute} names nothing: ${id}`);
      }
    }
  }
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  for (const id of new Set(ids.filter((each, place) => ids.indexOf(each) !== place))) {
    complaints.push(`the id ${id} is given twice`);
  }

  // Contrast of text (WCAG 2.2, 1.4.3) and size of what is pressed (2.5.8)
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const painted = (colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  };
  const luminance = (colour) => {
    const [red, green, blue] = colour.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (element) => {
    const layers = [];
    for (let each = element; each; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (style.backgroundImage !== "none") return null; // nothing to be said by arithmetic
      layers.unshift(style.backgroundColor);
      if (each.matches("dialog:modal")) break; // lies above whatever is around it
    }
    const canvasColour = matchMedia("(prefers-color-scheme: dark)").matches ? "#121212" : "#ffffff";
    return [canvasColour, ...layers];
  };
  const seen = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.textContent.trim() || seen.has(element) || !visible(element)) continue;
    seen.add(element);
    const box = element.getBoundingClientRect();
    if (box.width < 2 || box.height < 2 || element.closest(":disabled, svg, noscript, [inert]")) continue;
    const behind = ground(element);
    if (!behind) continue;
    const style = getComputedStyle(element);
    const [text, back] = [luminance(painted([...behind, style.color])), luminance(painted(behind))];
    const contrast = (Math.max(text, back) + 0.05) / (Math.min(text, back) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (contrast < (large ? 3 : 4.5)) complaints.push(`contrast ${contrast.toFixed(2)}: ${short(element)}`);
  }
  for (const control of all("button, input:not([type=hidden]), select, textarea, summary, nav a, .button")) {
    const box = control.getBoundingClientRect();
    if (box.width >= 2 && Math.min(box.width, box.height) < 24) complaints.push(`small: ${short(control)}`);
  }
  return complaints;
}
