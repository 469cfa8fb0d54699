import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";

interface Tab {
  readonly id: string;
  readonly label: string;
  readonly content: ComponentChildren;
}

/** Tabs as the ARIA Authoring Practices have them: one stop for the Tab key, arrows between them. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const [wanted, setWanted] = useState<string>();
  const list = useRef<HTMLDivElement>(null);
  const at = Math.max(
    0,
    tabs.findIndex(({ id }) => id === wanted),
  );
  const go = (index: number) => {
    const next = (index + tabs.length) % tabs.length;
    setWanted(tabs[next].id);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[next]?.focus();
  };
  const press = (event: KeyboardEvent) => {
    const target = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    go(target);
  };
  return (
    <div class="tabs">
      <div role="tablist" aria-label={label} ref={list} onKeyDown={press}>
        {tabs.map(({ id, label: name }, index) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`tab-${id}`}
            aria-selected={index === at}
            aria-controls="tab-content"
            tabIndex={index === at ? 0 : -1}
            onClick={() => setWanted(id)}
          >
            {name}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="tab-content" aria-labelledby={`tab-${tabs[at].id}`}>
        {tabs[at].content}
      </div>
    </div>
  );
}
