// Prints where it runs on one line, and everything the library says there on the next.
import { everythingSaid } from "./localeProgramme.js";

const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions();
process.stdout.write(`${locale} ${timeZone}\n${everythingSaid()}`);
