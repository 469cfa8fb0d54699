import { counted } from "../../numeric/counted.js";
import type { ReportData } from "../data/reportData.js";
import type { OpenReasons, UnmatchedRow } from "../data/unmatched.js";
import { type Html, html } from "../html.js";
import { inWords, listed } from "../words/shown.js";
import { lines } from "./lines.js";
import { section } from "./section.js";

/** Mentees who have nobody, each with a reason and with what could help. */
export function unmatchedSection(data: ReportData): Html | undefined {
  const { unmatched, status, seats, mentees } = data;
  if (unmatched.mentees.length === 0 && unmatched.places.length === 0) return undefined;
  if (status === "infeasible") return undefined;
  const untried = unmatched.mentees.filter(({ why }) => why.kind === "told" && !why.isTried).length;
  return section(
    { id: "unmatched", title: "Who has no mentor, and why" },
    html`${
      seats < mentees.length && unmatched.mentees.length > 0
        ? html`<p>There ${seats === 1 ? "is" : "are"} ${counted(seats, "seat")} for ${counted(mentees.length, "mentee")}, so at least ${mentees.length - seats} must stay without.</p>`
        : undefined
    }${
      unmatched.mentees.length > 0 &&
      html`<ul class="people">${unmatched.mentees.map((row) => html`<li><h3>${mentees[row.mentee]}</h3>${whyWords(data, row)}</li>`)}</ul>`
    }${
      untried > 0 &&
      html`<p class="note">Changes that would help were tried for the first ${unmatched.mentees.length - untried} of these people only; ask for the others one by one.</p>`
    }${placesWords(data)}`,
  );
}

function whyWords({ mentors }: ReportData, { why }: UnmatchedRow): Html {
  if (why.kind === "told") return lines(why.lines);
  const words = openWords(why, mentors.length);
  const help = helpWords(why, mentors);
  return html`<p>${words}</p>${help && html`<p><b>What could help:</b> ${help}</p>`}`;
}

function openWords({ isManual, allowed, withFreeSeat, rules }: OpenReasons, among: number): string {
  if (isManual) return "The programme's team decides itself whom to match with this mentee.";
  if (among === 0) return "There is no mentor in this round.";
  if (allowed === 0) {
    const against = rules.map(({ rule, mentors }) => `“${inWords(rule)}” keeps ${counted(mentors, "mentor")} away`);
    const why = against.length === 0 ? "" : `: ${listed(against)}`;
    return `No mentor fits the programme's rules${why}.`;
  }
  const fit = `${counted(allowed, "mentor")} ${allowed === 1 ? "fits" : "fit"} the programme's rules`;
  if (withFreeSeat === 0) return `${fit}, and ${allowed === 1 ? "all seats there" : "all of their seats"} are taken.`;
  const where = allowed === 1 ? "there" : `with ${withFreeSeat === 1 ? "one" : withFreeSeat} of them`;
  return `${fit}. A seat is free ${where} and was not given: quotas, the aims of the programme, or something that this page does not hold stood in the way.`;
}

function helpWords(
  { isManual, allowed, withFreeSeat, best, rules }: OpenReasons,
  mentors: readonly string[],
): string | undefined {
  if (isManual) return "a decision of the team, fixed as a pin.";
  const [first] = rules;
  if (allowed === 0)
    return first === undefined ? undefined : `another mentor, or a second look at the rule “${inWords(first.rule)}”.`;
  if (withFreeSeat > 0) return "a look by the programme's team.";
  return `more seats with ${listed(
    best.map((mentor) => mentors[mentor]),
    "or",
  )}.`;
}

const places: { readonly [reason: string]: string } = {
  MANUAL: "the team decides",
  NO_FURTHER_MENTOR: "every mentor allowed is theirs already",
  SEATS_TAKEN: "others have the seats",
  QUOTA: "quotas are at their maximum",
  OBJECTIVE: "a further pair would make the matching worse",
};

function placesWords({ unmatched, mentees }: ReportData): Html | undefined {
  if (unmatched.places.length === 0) return undefined;
  return html`<h3>With fewer mentors than they wanted</h3><ul>${unmatched.places.map(
    ({ mentee, missing, reason }) =>
      html`<li>${mentees[mentee]}: ${counted(missing, "more mentor")} wanted${reason === undefined ? "" : `; ${places[reason]}`}</li>`,
  )}</ul>`;
}
