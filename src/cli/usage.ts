/** What `telemachus --help` says. */
export const usage = `Matches mentees with mentors: the best assignment that your rules and capacities permit, proven.

Usage: telemachus <command> [options]

Commands:
  match      match the people of two files under a policy

Options:
  --help     show this text, or with a command the command's own
  --version  show the version
`;

/** What `telemachus match --help` says. */
export const matchUsage = `Matches the people of two files under a policy, and proves what comes of it.

Usage: telemachus match --mentees FILE --mentors FILE --policy FILE [--out FILE]

Options:
  --mentees FILE  the mentees: .csv (one row each, under a header) or .json (a list)
  --mentors FILE  the mentors: likewise
  --policy FILE   the programme's policy, JSON; its "columns" say which columns of a .csv hold what
  --out FILE      write the whole matching here as JSON; an existing file stays as it was where a file is wrong
  --help          show this text

Exit status: 0 matched; 1 something is wrong with a file, and nothing was written; 2 wrong usage; 3 no matching meets
the policy's minimums and quotas (what is shown and written says why, and what would help).
`;
