package vn.truc.simulator.exchange;

/**
 * Finds text that is too pale, by the rule of WCAG 2.1, 1.4.3 (level AA): 4.5 to 1, and 3 to 1 for large text.
 *
 * @see <a href="https://www.w3.org/TR/WCAG21/#contrast-minimum">WCAG 2.1, contrast (minimum)</a>
 */
final class Contrast {

    /** Gives the offenders: what they say, their ratio, their colours. */
    static final String SCRIPT =
            """
            const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
            function rgba(colour) {
              canvas.clearRect(0, 0, 1, 1);
              canvas.fillStyle = colour;
              canvas.fillRect(0, 0, 1, 1);
              return [...canvas.getImageData(0, 0, 1, 1).data];
            }
            function luminance(rgb) {
              const [r, g, b] = rgb.slice(0, 3).map((part) => {
                const of = part / 255;
                return of <= 0.04045 ? of / 12.92 : ((of + 0.055) / 1.055) ** 2.4;
              });
              return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            }
            function ground(node) {
              for (let at = node; at; at = at.parentElement) {
                const fill = at.namespaceURI.endsWith("svg") ? "rgba(0,0,0,0)" : getComputedStyle(at).backgroundColor;
                const found = rgba(fill);
                if (found[3] === 255) {
                  return found;
                }
              }
              return [255, 255, 255, 255];
            }
            const pale = [];
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
              const node = walker.currentNode.parentElement;
              const text = walker.currentNode.textContent.trim();
              const box = node.getBoundingClientRect();
              if (!text || box.width < 2 || node.disabled || node.closest("noscript, script")) {
                continue;
              }
              const style = getComputedStyle(node);
              const colour = rgba(node.namespaceURI.endsWith("svg") ? style.fill : style.color);
              const [light, dark] = [luminance(colour), luminance(ground(node))].sort((one, other) => other - one);
              const ratio = (light + 0.05) / (dark + 0.05);
              const size = parseFloat(style.fontSize);
              const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
              if (ratio < (large ? 3 : 4.5)) {
                pale.push({ text, ratio, colour: style.color });
              }
            }
            return pale;
            """;

    private Contrast() {}
}
