import { useEffect, useState } from "preact/hooks";
import type { Answers, Proposal } from "telemachus/io";
import { type Engine, failureOf, Superseded } from "../engine/client.js";
import type { Failure, Opened, ReadFiles, Tables } from "../engine/messages.js";
import { Problems } from "../shared/problems.js";
import { ProgressBar } from "../shared/progressBar.js";
import { ColumnTable } from "./columnTable.js";
import { LeaveOut, ReadResult } from "./leaveOut.js";
import { Questions } from "./questions.js";

const SIDES = ["mentees", "mentors"] as const;

interface Props {
  readonly engine: Engine;
  readonly files: Tables;
  readonly answers: Answers;
  readonly setAnswers: (change: (before: Answers) => Answers) => void;
  readonly onOpened: (opened: Opened) => void;
  readonly onBack: () => void;
}

/** What every column was taken for, and what is unsure: to be put right before anybody is matched. */
export function ColumnsView({ engine, files, answers, setAnswers, onOpened, onBack }: Props) {
  const [proposal, setProposal] = useState<Proposal>();
  const [failure, setFailure] = useState<Failure>();
  const [read, setRead] = useState<ReadFiles>();
  const [isReading, setIsReading] = useState(false);

  useEffect(() => {
    const settle = (error: unknown) => {
      if (!(error instanceof Superseded)) setFailure(failureOf(error));
    };
    setRead(undefined);
    setFailure(undefined);
    engine.latest("propose", "propose", { files, answers }).then(setProposal, settle);
  }, [engine, files, answers]);

  const answer = (id: string, value: string) => setAnswers((before) => ({ ...before, [id]: value }));
  const goOn = async (rejectRows: boolean) => {
    setIsReading(true);
    setFailure(undefined);
    try {
      // the last answer may not have come back as a proposal yet
      const { policy } = await engine.ask("propose", { files, answers });
      const result = await engine.ask("read", { files, policy, rejectRows });
      const hasRejects = result.rejected.mentees + result.rejected.mentors > 0;
      if (result.opened !== undefined && !hasRejects) onOpened(result.opened);
      else setRead(result);
    } catch (error) {
      if (!(error instanceof Superseded)) setFailure(failureOf(error));
    } finally {
      setIsReading(false);
    }
  };

  if (proposal === undefined) {
    return (
      <>
        <Hero />
        {failure === undefined ? (
          <ProgressBar title="Reading the files" onStop={() => stop(engine, onBack)} />
        ) : (
          <Problems title="The files cannot be read" failure={failure} />
        )}
        <div class="actions">
          <button type="button" onClick={onBack}>
            Other files
          </button>
        </div>
      </>
    );
  }
  const hasProblems = proposal.issues.length > 0;
  // an answer that is none leaves nothing out
  const isReadable = SIDES.every((side) => proposal.columns.some((one) => one.side === side));
  const canLeaveOut = isReadable && proposal.issues.every(({ path }) => !path.startsWith("answers"));
  return (
    <>
      <Hero />
      {hasProblems && read === undefined && (
        <Problems
          title="The files have problems"
          failure={{ message: "", issues: proposal.issues, total: proposal.issues.length }}
        />
      )}
      {hasProblems && read === undefined && canLeaveOut && <LeaveOut onLeaveOut={() => goOn(true)} />}
      {failure !== undefined && <Problems title="This did not work" failure={failure} />}
      {read !== undefined && <ReadResult read={read} onOpened={onOpened} onLeaveOut={() => goOn(true)} />}
      {isReadable && <Questions questions={proposal.questions} answers={answers} onAnswer={answer} />}
      <div class="column-tables">
        {SIDES.map((side) => (
          <ColumnTable key={side} side={side} file={files[side].name} proposal={proposal} onAnswer={answer} />
        ))}
      </div>
      {isReading && <ProgressBar title="Reading the files" onStop={() => stop(engine, onBack)} />}
      <div class="actions at-hand">
        <button type="button" class="primary" disabled={hasProblems || isReading} onClick={() => goOn(false)}>
          Match
        </button>
        <button type="button" onClick={onBack}>
          Other files
        </button>
      </div>
    </>
  );
}

function stop(engine: Engine, onBack: () => void): void {
  engine.stop();
  onBack();
}

function Hero() {
  return (
    <div class="hero small">
      <h1>What the columns mean</h1>
      <p class="lead">
        Guessed from their headers and cells. Put right what is wrong: a column that is carried along is kept for your
        lists and never scored.
      </p>
    </div>
  );
}
