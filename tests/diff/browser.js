// Shows pages in windows of two widths, measures them, and writes down what is wrong: nothing, it is hoped.
const wrong = [];
const inside = (outer, inner) =>
  inner.left >= outer.left - 1 && inner.top >= outer.top - 1 && inner.right <= outer.right + 1 && inner.bottom <= outer.bottom + 1;
const overlap = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

// The contrast of two colours, by WCAG 2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
const luminance = (colour) => {
  const parts = colour.match(/[\d.]+/g).slice(0, 3).map(Number).map((part) => part / 255);
  const [r, g, b] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one, other) => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};

function measure(name, document, window) {
  const say = (text) => wrong.push(`${name}: ${text}`);
  const root = document.documentElement;
  if (root.tagName === "HTML" && root.scrollWidth > root.clientWidth) {
    say(`the page is wider than its window: ${root.scrollWidth} > ${root.clientWidth}`);
  }
  for (const svg of document.querySelectorAll("svg.graph")) {
    const picture = svg.getBoundingClientRect();
    const nodes = [...svg.querySelectorAll(".n")].map((node) => ({
      name: node.querySelector("title").textContent,
      node,
      box: node.querySelector(".box").getBoundingClientRect(),
    }));
    if (nodes.length === 0) say("there is no resource in the picture");
    for (const { name, node, box } of nodes) {
      if (!inside(picture, box)) say(`${name} is outside`);
      const ground = window.getComputedStyle(node.querySelector(".box")).fill;
      for (const text of node.querySelectorAll("text")) {
        if (!inside(box, text.getBoundingClientRect())) say(`${text.textContent} does not fit into ${name}`);
        const ratio = contrast(ground, window.getComputedStyle(text).fill);
        if (ratio < 4.5) say(`${text.textContent} in ${name} has a contrast of ${ratio.toFixed(2)}`);
      }
      const link = node.getAttribute("href");
      if (link !== null && !document.getElementById(link.slice(1))) say(`${link} of ${name} leads nowhere`);
    }
    nodes.sort((one, other) => one.box.left - other.box.left);
    nodes.forEach((one, index) => {
      const other = nodes.slice(index + 1).find((other) => overlap(one.box, other.box));
      if (other) say(`${one.name} covers ${other.name}`);
    });
    // Arrows go past boxes and not through them.
    const scale = svg.getScreenCTM();
    for (const path of svg.querySelectorAll("path.e")) {
      const length = path.getTotalLength();
      for (let at = 0; at <= length; at += 12) {
        const point = path.getPointAtLength(at).matrixTransform(scale);
        const hit = nodes.find(
          ({ box }) => point.x > box.left + 2 && point.x < box.right - 2 && point.y > box.top + 2 && point.y < box.bottom - 2,
        );
        if (hit) {
          say(`${path.querySelector("title").textContent} goes through ${hit.name}`);
          break;
        }
      }
    }
  }
}

async function show(page, width) {
  const frame = document.createElement("iframe");
  frame.width = width;
  frame.height = 800;
  // A picture of its own stands in a page of its size here.
  frame.srcdoc = page.name.endsWith(".svg") ? `<!doctype html><body style="width:max-content;margin:0">${page.text}` : page.text;
  document.body.append(frame);
  await new Promise((resolve) => (frame.onload = resolve));
  const name = `${page.name} at ${width}`;
  measure(name, frame.contentDocument, frame.contentWindow);
  frame.remove();
}

(async () => {
  for (const page of pages) {
    const widths = page.name.endsWith(".svg") ? [20000] : [400, 1400];
    for (const width of widths) await show(page, width);
  }
  document.getElementById("result").textContent = ["measured", ...wrong].join("\n");
})();
