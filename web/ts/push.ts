import { Controller } from "@hotwired/stimulus";

/// Notifications on this device: off until somebody presses the button, and only then does the browser
/// ask. Without scripts, or where the browser has no push, the page says so.
///   <section data-controller="push" data-push-key-value="…" data-push-csrf-value="…"> with the targets
///   offer (a button), on (another), denied, unable, failed: one of them is shown.
export class PushController extends Controller<HTMLElement> {
  static override targets = ["offer", "on", "denied", "unable", "failed"];
  static override values = { key: String, csrf: String };
  declare readonly offerTarget: HTMLElement;
  declare readonly onTarget: HTMLElement;
  declare readonly deniedTarget: HTMLElement;
  declare readonly unableTarget: HTMLElement;
  declare readonly failedTarget: HTMLElement;
  declare readonly keyValue: string;
  declare readonly csrfValue: string;

  override connect(): void {
    void this.look();
  }

  private async look(): Promise<void> {
    if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return this.show("unable");
    if (Notification.permission === "denied") return this.show("denied");
    const registration = await navigator.serviceWorker.getRegistration("/");
    const subscription = await registration?.pushManager.getSubscription();
    this.show(subscription ? "on" : "offer");
  }

  async turnOn(event: Event): Promise<void> {
    const button = event.currentTarget as HTMLButtonElement;
    button.disabled = true;
    this.failedTarget.hidden = true;
    try {
      if ((await Notification.requestPermission()) !== "granted") return this.show("denied");
      const registration = await navigator.serviceWorker.register("/sw.js");
      await navigator.serviceWorker.ready;
      const subscription = await registration.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: bytes(this.keyValue),
      });
      if (!(await this.send("/api/v1/me/devices", subscription.toJSON()))) {
        await subscription.unsubscribe();
        throw new Error("not kept");
      }
      window.location.reload();
    } catch {
      this.failedTarget.hidden = false;
    } finally {
      button.disabled = false;
    }
  }

  async turnOff(): Promise<void> {
    const registration = await navigator.serviceWorker.getRegistration("/");
    const subscription = await registration?.pushManager.getSubscription();
    if (subscription) {
      // Ours may have forgotten it already; the browser's own is what counts.
      await this.send("/api/v1/me/devices/remove", { endpoint: subscription.endpoint }).catch(() => false);
      await subscription.unsubscribe();
    }
    window.location.reload();
  }

  private async send(path: string, body: unknown): Promise<boolean> {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", "x-csrf-token": this.csrfValue },
      body: JSON.stringify(body),
    });
    return answer.ok;
  }

  private show(which: "offer" | "on" | "denied" | "unable"): void {
    this.offerTarget.hidden = which !== "offer";
    this.onTarget.hidden = which !== "on";
    this.deniedTarget.hidden = which !== "denied";
    this.unableTarget.hidden = which !== "unable";
  }
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(text, (c) => c.charCodeAt(0));
}
