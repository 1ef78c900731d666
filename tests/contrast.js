// Texts of a page whose contrast with what is behind them is under WCAG 2.2 AA (1.4.3): [text, where, ratio].
const channels = (color) => { const [r, g, b, a = 1] = color.match(/[\d.]+/g).map(Number); return [r, g, b, a]; };
const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
const light = (color) => {
  const [r, g, b] = color.slice(0, 3).map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const behind = (node) => {
  const layers = [];
  for (let at = node; at; at = at.parentElement) {
    const { backgroundImage, backgroundColor } = getComputedStyle(at);
    if (backgroundImage.includes("gradient")) {
      // Of a gradient its lightest colour counts.
      layers.push(backgroundImage.match(/rgba?\([^)]*\)/g).map(channels).sort((a, b) => light(b) - light(a))[0]);
      break;
    }
    layers.push(channels(backgroundColor));
  }
  return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
};
const found = [];
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
  const text = texts.currentNode.textContent.trim();
  const node = texts.currentNode.parentElement;
  const shown = node.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && node.getBoundingClientRect().right > 0;
  if (!text || !shown || node.closest(".spoiler:not(.open)")) continue;
  const style = getComputedStyle(node);
  const under = behind(node);
  const [dim, bright] = [light(over(channels(style.color), under)), light(under)].sort((a, b) => a - b);
  const ratio = (bright + 0.05) / (dim + 0.05);
  const size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  if (ratio < (large ? 3 : 4.5)) found.push([text.slice(0, 30), node.className || node.tagName, ratio.toFixed(2)]);
}
return found;
