import type { Opened, ReadFiles } from "../engine/messages.js";
import { Problems } from "../shared/problems.js";
import { saveFile } from "../shared/saveFile.js";

/** The way on where rows have problems. */
export function LeaveOut({ onLeaveOut }: { onLeaveOut: () => void }) {
  return (
    <div class="notice">
      <p>Correct them in the files, or go on without the rows that have problems.</p>
      <div class="actions">
        <button type="button" onClick={onLeaveOut}>
          Leave out rows with problems
        </button>
      </div>
    </div>
  );
}

/** Nothing is dropped unasked: rows with problems are left out only by a decision, and are there to be kept. */
export function ReadResult(props: { read: ReadFiles; onOpened: (opened: Opened) => void; onLeaveOut: () => void }) {
  const { read, onOpened, onLeaveOut } = props;
  const { opened, rejected, issues, unlisted, rejectFiles } = read;
  const count = rejected.mentees + rejected.mentors;
  return (
    <>
      {issues.length > 0 && (
        <Problems title="The files have problems" failure={{ message: "", issues, total: issues.length + unlisted }} />
      )}
      {count === 0 && opened === undefined && <LeaveOut onLeaveOut={onLeaveOut} />}
      {count > 0 && (
        <div class="notice">
          <p>
            {count} {count === 1 ? "row has" : "rows have"} problems ({rejected.mentees} of mentees, {rejected.mentors}{" "}
            of mentors){opened === undefined ? "." : ", and would be left out."}
          </p>
          <div class="actions">
            {opened !== undefined && (
              <button type="button" class="primary" onClick={() => onOpened(opened)}>
                Match without them
              </button>
            )}
            {rejectFiles.map((file) => (
              <button key={file.name} type="button" class="quiet" onClick={() => saveFile(file)}>
                Keep {file.name}
              </button>
            ))}
          </div>
        </div>
      )}
    </>
  );
}
