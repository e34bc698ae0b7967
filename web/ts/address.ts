import { Controller } from "@hotwired/stimulus";

interface Found {
  id: string;
  label: string;
}

/// Suggests addresses while one types, after the combobox pattern of the ARIA practices guide. Without
/// it (no script, no answer) the form is sent as it stands and the server asks in a step of its own.
///   <div data-controller="address" data-address-url-value="/api/v1/addresses"
///        data-address-none-value="Aucune adresse trouvée"
///        data-address-one-value="1 adresse proposée" data-address-many-value="{n} adresses proposées">
///     <input name="address_text" data-address-target="text" …>
///     <input type="hidden" name="address_id" data-address-target="id">
///     <input type="hidden" name="address_for" data-address-target="for">   the text it was chosen for
export class AddressController extends Controller<HTMLElement> {
  static override targets = ["text", "id", "for"];
  static override values = { url: String, none: String, one: String, many: String };
  declare readonly textTarget: HTMLInputElement;
  declare readonly idTarget: HTMLInputElement;
  declare readonly forTarget: HTMLInputElement;
  declare readonly hasForTarget: boolean;
  declare readonly urlValue: string;
  declare readonly noneValue: string;
  declare readonly oneValue: string;
  declare readonly manyValue: string;

  private list!: HTMLUListElement;
  private status!: HTMLElement;
  private found: Found[] = [];
  private active = -1;
  private timer: number | undefined;
  private request: AbortController | undefined;
  private chosen = "";

  override connect(): void {
    const input = this.textTarget;
    const wrap = document.createElement("div");
    wrap.className = "suggest";
    input.before(wrap);
    this.list = document.createElement("ul");
    this.list.className = "suggest-list";
    this.list.id = `${input.id || "address_text"}-list`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.labels?.[0]?.textContent?.trim() ?? "");
    this.list.hidden = true;
    this.status = document.createElement("div");
    this.status.className = "unseen";
    this.status.setAttribute("role", "status");
    wrap.append(input, this.list, this.status);

    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", this.list.id);
    input.setAttribute("autocomplete", "off");
    this.chosen = this.idTarget.value ? input.value : "";

    input.addEventListener("input", this.onInput);
    input.addEventListener("keydown", this.onKey);
    input.addEventListener("blur", this.onBlur);
    // Before the field loses its focus, or the list would close under the finger.
    this.list.addEventListener("mousedown", this.keepFocus);
    this.list.addEventListener("click", this.onClick);
  }

  override disconnect(): void {
    const input = this.textTarget;
    this.stop();
    input.removeEventListener("input", this.onInput);
    input.removeEventListener("keydown", this.onKey);
    input.removeEventListener("blur", this.onBlur);
    for (const name of ["role", "aria-autocomplete", "aria-expanded", "aria-controls", "aria-activedescendant"])
      input.removeAttribute(name);
    this.list.parentElement?.replaceWith(input);
  }

  private readonly keepFocus = (event: Event) => event.preventDefault();

  private readonly onInput = () => {
    // An address chosen earlier is no longer the one in the field.
    if (this.textTarget.value !== this.chosen) this.idTarget.value = "";
    this.stop();
    const text = this.textTarget.value.trim();
    if (text.length < 3) {
      this.close();
      return;
    }
    this.timer = window.setTimeout(() => void this.search(text), 150);
  };

  private readonly onKey = (event: KeyboardEvent) => {
    const open = !this.list.hidden;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp": {
        if (!open) {
          if (this.found.length) this.open();
          else if (this.textTarget.value.trim().length >= 3) void this.search(this.textTarget.value.trim());
        }
        if (this.found.length) {
          const step = event.key === "ArrowDown" ? 1 : -1;
          const from = this.active < 0 && step < 0 ? 0 : this.active;
          this.mark((from + step + this.found.length) % this.found.length);
        }
        event.preventDefault();
        break;
      }
      case "Enter":
        if (open && this.active >= 0) {
          this.choose(this.active);
          event.preventDefault();
        }
        break;
      case "Escape":
        if (open) {
          this.close();
          event.preventDefault();
        }
        break;
      case "Tab":
        if (open && this.active >= 0) this.choose(this.active);
        break;
    }
  };

  private readonly onBlur = () => {
    this.stop();
    this.close();
  };

  private readonly onClick = (event: Event) => {
    const row = (event.target as Element).closest("li");
    if (row) this.choose([...this.list.children].indexOf(row));
  };

  private stop(): void {
    window.clearTimeout(this.timer);
    this.request?.abort();
  }

  private async search(text: string): Promise<void> {
    this.request = new AbortController();
    try {
      const url = `${this.urlValue}?limit=6&q=${encodeURIComponent(text)}`;
      const answer = await fetch(url, { signal: this.request.signal, headers: { accept: "application/json" } });
      if (!answer.ok) return;
      this.found = read(await answer.json());
      this.show();
    } catch {
      // Offline or overtaken by the next letter: the form still works as it is.
    }
  }

  private show(): void {
    this.active = -1;
    this.textTarget.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(
      ...this.found.map((found, i) => {
        const row = document.createElement("li");
        row.id = `${this.list.id}-${i}`;
        row.setAttribute("role", "option");
        row.setAttribute("aria-selected", "false");
        row.textContent = found.label;
        return row;
      }),
    );
    const n = this.found.length;
    this.status.textContent =
      n === 0 ? this.noneValue : n === 1 ? this.oneValue : this.manyValue.replace("{n}", String(n));
    if (n && document.activeElement === this.textTarget) this.open();
    else this.close();
  }

  private open(): void {
    this.list.hidden = false;
    this.textTarget.setAttribute("aria-expanded", "true");
  }

  private close(): void {
    this.list.hidden = true;
    this.textTarget.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }

  private mark(index: number): void {
    this.active = index;
    [...this.list.children].forEach((row, i) => row.setAttribute("aria-selected", String(i === index)));
    const row = this.list.children[index];
    if (row) {
      this.textTarget.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    } else {
      this.textTarget.removeAttribute("aria-activedescendant");
    }
  }

  private choose(index: number): void {
    const found = this.found[index];
    if (!found) return;
    this.textTarget.value = this.chosen = found.label;
    this.idTarget.value = found.id;
    if (this.hasForTarget) this.forTarget.value = found.label;
    this.close();
    this.status.textContent = found.label;
  }
}

/// GeocodeJSON, read with care: what is not as expected is left out.
function read(answer: unknown): Found[] {
  const features = (answer as { features?: unknown }).features;
  if (!Array.isArray(features)) return [];
  const found: Found[] = [];
  for (const feature of features) {
    const p = (feature as { properties?: { id?: unknown; label?: unknown } }).properties;
    if (p && p.id !== undefined && typeof p.label === "string") found.push({ id: String(p.id), label: p.label });
  }
  return found;
}
