import * as z from "zod";
import { describe, issue, quote, TelemachusError, throwIssues } from "../errors.js";
import type { Audience } from "../explain/toText.js";
import { whyNot } from "../explain/whyNot.js";
import type { Matching } from "../matching/matching.js";
import { matchingFacts } from "../matching/matchingFacts.js";
import { didYouMean } from "../numeric/nearest.js";
import { expected, strictObject } from "../problem/expected.js";
import { parse } from "../problem/parse.js";
import type { Readiness } from "../readiness/report.js";
import { becauseOf } from "./becauseOf.js";
import type { EntryFacts } from "./entry.js";
import { countCodes, readinessFacts } from "./facts.js";

/**
 * What can be recorded. `actor` is who did it, by role or id, and is written as it is given, but for a participant who
 * reads an explanation; `reason` is why, in words. Everything else is taken from the objects of this library.
 */
export type RunEvent =
  /** A run was set up. `programme` is its name. */
  | { readonly event: "created"; readonly actor: string; readonly programme?: string }
  /** `readiness` was looked at: its counts, and its findings and warnings by code. */
  | { readonly event: "validated"; readonly readiness: Readiness; readonly actor?: string }
  /** `match` returned: status, digests, seed, counts and warnings by code. */
  | { readonly event: "solved"; readonly matching: Matching; readonly actor?: string }
  /** Somebody read an explanation, or another answer about the matching; `mentee` and `mentor` say about whom, if anybody. */
  | {
      readonly event: "explanationViewed";
      readonly matching: Matching;
      readonly actor: string;
      /** As whom they read; for `mentee` and `mentor` the actor is a participant's id. */
      readonly audience: Audience;
      readonly mentee?: string;
      readonly mentor?: string;
    }
  /**
   * Somebody decided otherwise for a pair: that two who are not matched be matched, or that two who are be parted. What
   * it costs is found here, by `whyNot`, so the matching has to be one that can be asked (see `reopen`).
   */
  | {
      readonly event: "overridden";
      readonly matching: Matching;
      readonly mentee: string;
      readonly mentor: string;
      readonly actor: string;
      readonly reason: string;
    }
  /** A matching was taken over: the one that `confirm` returned, which says by whom and why. */
  | { readonly event: "confirmed"; readonly matching: Matching }
  /** Participants were told. */
  | { readonly event: "published"; readonly matching: Matching; readonly actor: string; readonly reason?: string }
  /** A matching is not to be used any more. */
  | { readonly event: "withdrawn"; readonly matching: Matching; readonly actor: string; readonly reason: string };

type EventName = RunEvent["event"];

/** Replaces an id by what the log may hold of it. */
export type Pseudonym = (id: string) => string;

function filled(phrase: string) {
  const text = z.string(expected("E_TYPE", `${phrase} (a text)`));
  return text.refine((value) => value.trim() !== "", expected("E_MISSING", phrase));
}

const audiences: readonly Audience[] = ["mentee", "mentor", "administrator", "auditor"];

function eventSchema<const Name extends EventName, Shape extends z.ZodRawShape>(event: Name, shape: Shape) {
  return strictObject({ event: z.literal(event), ...shape }, "an event (an object)");
}

function createSchemas() {
  const [actor, reason, matching] = [filled("who did it"), filled("a reason in words"), matchingFacts()];
  const [mentee, mentor] = [filled("the id of a mentee"), filled("the id of a mentor")];
  const programme = filled("the name of a programme").optional();
  const audience = z.enum(audiences, expected("E_OPTION", '"mentee", "mentor", "administrator" or "auditor"'));
  const viewed = { matching, actor, audience, mentee: mentee.optional(), mentor: mentor.optional() };
  return {
    created: eventSchema("created", { actor, programme }),
    validated: eventSchema("validated", { readiness: readinessFacts(), actor: actor.optional() }),
    solved: eventSchema("solved", { matching, actor: actor.optional() }),
    explanationViewed: eventSchema("explanationViewed", viewed),
    overridden: eventSchema("overridden", { matching, mentee, mentor, actor, reason }),
    confirmed: eventSchema("confirmed", { matching }),
    published: eventSchema("published", { matching, actor, reason: reason.optional() }),
    withdrawn: eventSchema("withdrawn", { matching, actor, reason }),
  } satisfies { readonly [Name in EventName]: z.ZodType };
}

type Schemas = ReturnType<typeof createSchemas>;
let schemas: Schemas | undefined;

/** An event as its schema reads it: of what it brings along, the facts alone. */
type Read<Name extends EventName> = z.infer<Schemas[Name]>;

const writers: {
  readonly [Name in EventName]: (
    read: Read<Name>,
    given: Extract<RunEvent, { readonly event: Name }>,
    pseudonym: Pseudonym,
  ) => EntryFacts;
} = {
  created: (read) => read,
  validated({ readiness: { counts, findings, warnings }, ...stated }) {
    return { ...stated, counts, findings: countCodes(findings), warnings };
  },
  solved({ matching: { manifest }, ...stated }) {
    const { version, ...facts } = manifest;
    return { ...stated, engine: version, ...facts };
  },
  explanationViewed({ matching: { manifest }, actor, mentee, mentor, ...stated }, _, pseudonym) {
    const isParticipant = stated.audience === "mentee" || stated.audience === "mentor";
    return {
      ...stated,
      actor: isParticipant ? pseudonym(actor) : actor,
      result: manifest.result,
      ...(mentee === undefined ? {} : { mentee: pseudonym(mentee) }),
      ...(mentor === undefined ? {} : { mentor: pseudonym(mentor) }),
    };
  },
  overridden({ matching: { manifest }, mentee, mentor, ...stated }, { matching }, pseudonym) {
    const because = becauseOf(whyNot(matching, { mentee, mentor }));
    return { ...stated, result: manifest.result, because, mentee: pseudonym(mentee), mentor: pseudonym(mentor) };
  },
  confirmed({ event, matching: { decision, manifest } }) {
    if (decision.state === "confirmed") {
      return { event, actor: decision.actor, reason: decision.reason, result: manifest.result };
    }
    const expected = "a matching that somebody confirmed, as confirm returns it";
    throw new TelemachusError([issue("E_OPTION", ["event", "matching"], { expected, received: "a proposal" })]);
  },
  published: ({ matching, ...stated }) => ({ ...stated, result: matching.manifest.result }),
  withdrawn: ({ matching, ...stated }) => ({ ...stated, result: matching.manifest.result }),
};

/**
 * What is to be written of an event.
 *
 * @throws E_OPTION for an event of no known name; E_MISSING, E_TYPE, E_UNKNOWN_KEY for what it states; those of `whyNot`
 */
export function factsOf(event: RunEvent, pseudonym: Pseudonym): EntryFacts {
  const name = nameOf(event);
  schemas ??= createSchemas();
  const write = writers[name] as (read: unknown, given: RunEvent, pseudonym: Pseudonym) => EntryFacts;
  return write(readEvent(schemas[name], event), event, pseudonym);
}

/** Reads of an event what its schema knows. Only where that fails is all of it copied, to say what is wrong. */
function readEvent(schema: z.ZodType, event: unknown): unknown {
  try {
    const read = schema.safeParse(event);
    if (read.success) return read.data;
  } catch {
    // a getter that throws is told of below
  }
  const { value, issues, cause } = parse(schema, event, ["event"]);
  throwIssues(issues, cause);
  return schema.parse(value);
}

/** @throws E_TYPE, E_MISSING, E_OPTION */
function nameOf(event: unknown): EventName {
  const fail = (...problem: Parameters<typeof issue>): never => {
    throw new TelemachusError([issue(...problem)]);
  };
  if (typeof event !== "object" || event === null) {
    return fail("E_TYPE", ["event"], { expected: "an event (an object)", received: describe(event) });
  }
  const name: unknown = (event as RunEvent).event;
  if (typeof name === "string" && Object.hasOwn(writers, name)) return name as EventName;
  const known = Object.keys(writers);
  const hint = typeof name === "string" ? didYouMean(name, known) : undefined;
  const expected = `the name of an event (${known.join(", ")})`;
  const code = name === undefined ? "E_MISSING" : "E_OPTION";
  return fail(code, ["event", "event"], {
    expected,
    received: typeof name === "string" ? quote(name) : describe(name),
    hint,
  });
}
