// The service worker: shows what a push brings, and opens its page on a press. It keeps nothing and
// answers no requests.
interface Note {
  title: string;
  body: string;
  path: string;
  tag: string;
  lang: string;
}

// The types of a worker clash with those of a page, which the other files need: so, what is used of them.
interface Client {
  readonly url: string;
  focus(): Promise<Client>;
  navigate(url: string): Promise<Client | null>;
}
interface Happening extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface Pushed extends Happening {
  readonly data: { json(): unknown } | null;
}
interface Pressed extends Happening {
  readonly notification: Notification;
}
interface Changed extends Happening {
  readonly oldSubscription: PushSubscription | null;
  readonly newSubscription: PushSubscription | null;
}
interface Scope {
  readonly location: Location;
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    matchAll(options: { type: "window"; includeUncontrolled: boolean }): Promise<Client[]>;
    openWindow(url: string): Promise<Client | null>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: string, listener: (event: never) => void): void;
}
const worker = self as unknown as Scope;

const text = (value: unknown) => (typeof value === "string" ? value : "");

function read(data: unknown): Note {
  const d = (typeof data === "object" && data !== null ? data : {}) as Record<string, unknown>;
  return { title: text(d["title"]), body: text(d["body"]), path: text(d["path"]), tag: text(d["tag"]), lang: text(d["lang"]) };
}

/// A page of this site, whatever came.
function ours(path: unknown): string {
  const url = new URL(text(path) || "/", worker.location.origin);
  return url.origin === worker.location.origin ? url.href : worker.location.origin + "/";
}

worker.addEventListener("install", () => void worker.skipWaiting());

worker.addEventListener("push", (event: Pushed) => {
  let note: Note;
  try {
    note = read(event.data?.json());
  } catch {
    note = read(undefined);
  }
  event.waitUntil(
    worker.registration.showNotification(note.title || worker.location.host, {
      body: note.body,
      lang: note.lang,
      data: { path: note.path },
      ...(note.tag ? { tag: note.tag } : {}),
    }),
  );
});

// Browsers change a subscription now and then; with the old endpoint we say whose the new one is.
worker.addEventListener("pushsubscriptionchange", (event: Changed) => {
  const old = event.oldSubscription;
  const key = old?.options.applicationServerKey;
  if (!old || !key) return;
  event.waitUntil(
    (async () => {
      const fresh =
        event.newSubscription ??
        (await worker.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
      await fetch("/api/v1/devices/renew", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ old_endpoint: old.endpoint, ...fresh.toJSON() }),
      });
    })(),
  );
});

worker.addEventListener("notificationclick", (event: Pressed) => {
  event.notification.close();
  const url = ours((event.notification.data as { path?: unknown } | null)?.path);
  event.waitUntil(
    worker.clients.matchAll({ type: "window", includeUncontrolled: true }).then(async (open) => {
      const same = open.find((client) => client.url === url);
      return same ? same.focus() : worker.clients.openWindow(url);
    }),
  );
});
