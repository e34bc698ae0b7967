import { Controller } from "@hotwired/stimulus";

/// How many characters are left in a field. The sentence comes from the page, in its language:
///   <div data-controller="count" data-count-max-value="500"
///        data-count-left-value="Il reste {n} caractères" data-count-over-value="{n} caractères de trop">
///     <textarea data-count-target="input" …></textarea>
///     <p data-count-target="output" class="count">500 caractères au plus</p>
export class CountController extends Controller<HTMLElement> {
  static override targets = ["input", "output"];
  static override values = { max: Number, left: String, over: String };
  declare readonly inputTarget: HTMLTextAreaElement | HTMLInputElement;
  declare readonly outputTarget: HTMLElement;
  declare readonly maxValue: number;
  declare readonly leftValue: string;
  declare readonly overValue: string;

  private spoken: HTMLElement | undefined;
  private timer: number | undefined;
  private readonly show = () => this.update();

  override connect(): void {
    // The server counts code points and so do we; the browser's own limit would cut a paste short
    // without a word.
    this.inputTarget.removeAttribute("maxlength");
    this.spoken = document.createElement("span");
    this.spoken.className = "unseen";
    this.spoken.setAttribute("aria-live", "polite");
    this.element.append(this.spoken);
    this.inputTarget.addEventListener("input", this.show);
    this.update();
  }

  override disconnect(): void {
    this.inputTarget.removeEventListener("input", this.show);
    this.spoken?.remove();
    window.clearTimeout(this.timer);
  }

  private update(): void {
    const left = this.maxValue - [...this.inputTarget.value].length;
    const sentence = (left < 0 ? this.overValue : this.leftValue).replace("{n}", String(Math.abs(left)));
    this.outputTarget.textContent = sentence;
    this.outputTarget.classList.toggle("count-over", left < 0);
    // Said once typing pauses, and only near the end: not at every key.
    window.clearTimeout(this.timer);
    if (left > this.maxValue / 5) return;
    this.timer = window.setTimeout(() => {
      if (this.spoken) this.spoken.textContent = sentence;
    }, 1000);
  }
}
