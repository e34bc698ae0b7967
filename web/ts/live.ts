import { Controller } from "@hotwired/stimulus";

type Render = (streams: string) => void;

/// What comes while a page is open, over server-sent events. The partial live_bar draws it:
///   <div data-controller="live" data-live-url-value="/live?since=12&topic=thread%2F5">
///     <a data-live-target="more" href="/messages/5" hidden>Show what is new</a>
///     <button data-live-target="pause" data-action="live#pause" data-live-other="Resume" hidden>Pause</button>
///   </div>
/// (or, on any element, data-live-topics-value="thread/5 account/7" and data-live-since-value="12").
/// A lost connection goes on where it was. While the page is not looked at there is none, so that
/// many open pages do not use up the few connections a browser allows.
export class LiveController extends Controller<HTMLElement> {
  static override targets = ["more", "pause"];
  static override values = { url: String, topics: String, since: String };
  declare readonly hasMoreTarget: boolean;
  declare readonly moreTarget: HTMLElement;
  declare readonly hasPauseTarget: boolean;
  declare readonly pauseTarget: HTMLElement;
  declare readonly urlValue: string;
  declare readonly topicsValue: string;
  declare readonly sinceValue: string;

  private source: EventSource | undefined;
  private last = "";
  private tries = 0;
  private timer: number | undefined;
  private paused = false;
  private static turbo: Promise<Render> | undefined;
  private readonly look = () => this.follow();
  private readonly leave = () => this.close();

  override connect(): void {
    document.addEventListener("visibilitychange", this.look);
    window.addEventListener("pagehide", this.leave);
    window.addEventListener("pageshow", this.look);
    if (this.hasPauseTarget) this.pauseTarget.hidden = false;
    this.follow();
  }

  override disconnect(): void {
    document.removeEventListener("visibilitychange", this.look);
    window.removeEventListener("pagehide", this.leave);
    window.removeEventListener("pageshow", this.look);
    this.close();
  }

  /// What moves by itself can be held still (WCAG 2.2.2); afterwards nothing is missing.
  pause(): void {
    this.paused = !this.paused;
    const label = this.pauseTarget.textContent ?? "";
    this.pauseTarget.textContent = this.pauseTarget.dataset["liveOther"] ?? label;
    this.pauseTarget.dataset["liveOther"] = label;
    this.follow();
  }

  private follow(): void {
    if (this.paused || document.visibilityState === "hidden") this.close();
    else if (!this.source) this.open();
  }

  private address(): string {
    const url = new URL(this.urlValue || "/live", window.location.href);
    if (!this.urlValue) {
      url.searchParams.set("since", this.sinceValue);
      for (const topic of this.topicsValue.split(" ")) url.searchParams.append("topic", topic);
    }
    if (this.last) url.searchParams.set("since", this.last);
    return url.toString();
  }

  private open(): void {
    window.clearTimeout(this.timer);
    const source = new EventSource(this.address());
    this.source = source;
    source.onopen = () => (this.tries = 0);
    source.onmessage = (event: MessageEvent<string>) => {
      this.last = event.lastEventId;
      void this.show(event.data);
    };
    source.addEventListener("stale", (event) => {
      this.last = (event as MessageEvent<string>).lastEventId;
      if (this.hasMoreTarget) this.moreTarget.hidden = false;
    });
    source.onerror = () => {
      // The browser comes back by itself after a lost line, not after a refusal.
      if (source.readyState !== EventSource.CLOSED) return;
      this.close();
      this.tries += 1;
      const wait = Math.min(60, 3 * 2 ** this.tries) * (0.5 + Math.random());
      this.timer = window.setTimeout(this.look, wait * 1000);
    };
  }

  private close(): void {
    window.clearTimeout(this.timer);
    this.source?.close();
    this.source = undefined;
  }

  private async show(streams: string): Promise<void> {
    const script = document.querySelector<HTMLElement>("script[data-turbo]")?.dataset["turbo"];
    if (!script) return;
    LiveController.turbo ??= import(script).then((module: { render: Render }) => module.render);
    (await LiveController.turbo)(streams);
  }
}
