import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Policy } from "telemachus";
import type { Answers } from "telemachus/io";
import { ColumnsView } from "./columns/columnsView.js";
import { Engine, failureOf, type Progress, Superseded } from "./engine/client.js";
import type { Failure, Opened, Tables } from "./engine/messages.js";
import { MatchingView } from "./matching/matchingView.js";
import { carryOver } from "./policy/edits.js";
import { Problems } from "./shared/problems.js";
import { ProgressBar } from "./shared/progressBar.js";
import type { ChosenFiles } from "./start/sortFiles.js";
import { StartView } from "./start/startView.js";

type Step = "start" | "columns" | "matching";

/** People and policy that are matched, and what was changed by hand before their files were read anew. */
interface Workbench {
  readonly opened: Opened;
  readonly start: Policy;
}

const SAMPLE = { mentees: 150, mentors: 75 };

/** One step after the other: files, columns, matching. What was done in one is still there after a look at another. */
export function App() {
  const [engine] = useState(() => new Engine());
  const [chosen, setChosen] = useState<ChosenFiles>({});
  const [files, setFiles] = useState<Tables>();
  const [answers, setAnswers] = useState<Answers>({});
  const [workbench, setWorkbench] = useState<Workbench>();
  const policy = useRef<Policy | undefined>(undefined);
  const [failure, setFailure] = useState<{ readonly title: string; readonly failure: Failure }>();
  const [work, setWork] = useState<{ readonly title: string; readonly progress?: Progress }>();
  const main = useRef<HTMLElement>(null);
  const notePolicy = useCallback((next: Policy) => {
    policy.current = next;
  }, []);
  const canShow = (step: Step) =>
    step === "start" || (step === "columns" ? files !== undefined : workbench !== undefined);
  const [wanted, goTo] = useStep();
  const step = canShow(wanted) ? wanted : "start";
  useFileGuard();
  useLeaveGuard(() => policy.current !== workbench?.opened.policy || Object.keys(answers).length > 0);

  // whoever listens instead of looking hears where they are now
  const isFirst = useRef(true);
  useEffect(() => {
    setFailure(undefined);
    if (!isFirst.current) main.current?.focus();
    isFirst.current = false;
    window.scrollTo(0, 0);
  }, [step]);

  const run = async (title: string, task: () => Promise<void>) => {
    setFailure(undefined);
    setWork({ title });
    try {
      await task();
    } catch (error) {
      if (!(error instanceof Superseded)) setFailure({ title: `${title} did not work`, failure: failureOf(error) });
    } finally {
      setWork(undefined);
    }
  };
  const showMatching = (opened: Opened, of?: Tables) => {
    const isSame = of !== undefined && of === files && workbench !== undefined && policy.current !== undefined;
    const start = isSame ? carryOver({ from: workbench.opened.policy, to: policy.current! }, opened) : opened.policy;
    policy.current = start;
    setFiles(of);
    if (of === undefined) setAnswers({});
    setWorkbench({ opened, start });
    goTo("matching");
  };
  const openFiles = () =>
    run("Reading the files", async () => {
      const { people, mentees, mentors, policy: given } = chosen;
      if (people !== undefined) {
        showMatching(await engine.ask("readPeople", { people, policy: given }));
        return;
      }
      if (mentees === undefined || mentors === undefined) return;
      if (given === undefined && !(isJson(mentees) && isJson(mentors))) {
        if (files?.mentees !== mentees || files.mentors !== mentors) {
          setAnswers({});
          setFiles({ mentees, mentors });
          setWorkbench(undefined);
          policy.current = undefined;
        }
        goTo("columns");
        return;
      }
      const read = await engine.ask("read", { files: { mentees, mentors }, policy: given, rejectRows: false });
      if (read.opened !== undefined) showMatching(read.opened);
      else {
        const total = read.issues.length + read.unlisted;
        setFailure({ title: "The files have problems", failure: { message: "", issues: read.issues, total } });
      }
    });
  const openSample = () => run("Making the sample", async () => showMatching(await engine.ask("sample", SAMPLE)));

  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <header class="top">
        <div class="brand">
          <Mark />
          <span>Telemachus</span>
        </div>
        <Steps step={step} canShow={canShow} goTo={goTo} />
        <p class="private">
          <span class="dot" aria-hidden="true" />
          Nothing leaves this device
        </p>
      </header>
      <main id="main" ref={main} tabIndex={-1} class={step}>
        {failure !== undefined && <Problems {...failure} />}
        {work !== undefined && <ProgressBar title={work.title} progress={work.progress} onStop={() => engine.stop()} />}
        {step === "start" && (
          <StartView
            chosen={chosen}
            setChosen={setChosen}
            onContinue={openFiles}
            onSample={openSample}
            isBusy={work !== undefined}
          />
        )}
        {step === "columns" && files !== undefined && (
          <ColumnsView
            engine={engine}
            files={files}
            answers={answers}
            setAnswers={setAnswers}
            onOpened={(opened) => showMatching(opened, files)}
            onBack={() => goTo("start")}
          />
        )}
        {workbench !== undefined && (
          <MatchingView
            key={workbench}
            engine={engine}
            {...workbench}
            isShown={step === "matching"}
            onPolicy={notePolicy}
          />
        )}
      </main>
    </>
  );
}

function isJson({ name }: { readonly name: string }): boolean {
  return /\.json$/i.test(name);
}

/** The step that is shown; the browser's own back and forward go through the steps. */
function useStep(): [Step, (step: Step) => void] {
  const [step, setStep] = useState<Step>("start");
  useEffect(() => {
    history.replaceState("start", "");
    const pop = ({ state }: PopStateEvent) => setStep((state as Step | null) ?? "start");
    window.addEventListener("popstate", pop);
    return () => window.removeEventListener("popstate", pop);
  }, []);
  const goTo = (next: Step) => {
    if (next !== history.state) history.pushState(next, "");
    setStep(next);
  };
  return [step, goTo];
}

/** A file that is dropped where none is taken must not make the browser leave the page for it. */
function useFileGuard(): void {
  useEffect(() => {
    const hold = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    };
    document.addEventListener("dragover", hold);
    document.addEventListener("drop", hold);
    return () => {
      document.removeEventListener("dragover", hold);
      document.removeEventListener("drop", hold);
    };
  }, []);
}

/** The browser asks before a reload or a closed tab takes work away: nothing of it is stored anywhere. */
function useLeaveGuard(hasWork: () => boolean): void {
  const asking = useRef(hasWork);
  asking.current = hasWork;
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (asking.current()) event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, []);
}

const STEPS = [
  { kind: "start", label: "Files" },
  { kind: "columns", label: "Columns" },
  { kind: "matching", label: "Matching" },
] as const;

/** Two and two people, and who goes with whom. */
function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" />
      <path d="M10 11 22 21M10 21 22 11" />
      <circle cx="10" cy="11" r="3" />
      <circle cx="10" cy="21" r="3" />
      <circle cx="22" cy="11" r="3" />
      <circle cx="22" cy="21" r="3" />
    </svg>
  );
}

/** Where one is, and the way to whatever was reached. */
function Steps(props: { step: Step; canShow: (step: Step) => boolean; goTo: (step: Step) => void }) {
  const { step, canShow, goTo } = props;
  return (
    <nav aria-label="Steps">
      <ol class="steps">
        {STEPS.map(({ kind, label }) => (
          <li key={kind} aria-current={kind === step ? "step" : undefined}>
            {kind === step || !canShow(kind) ? (
              <span>{label}</span>
            ) : (
              <button type="button" class="link" onClick={() => goTo(kind)}>
                {label}
              </button>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
