// Another kernel behind the same interface: the textbook Hungarian method of munkres-js.
import { match } from "telemachus";
import { munkres } from "telemachus/munkres";
import { people, policy } from "./story.js";

const describe = ({ pairs }: ReturnType<typeof match>) =>
  pairs.map(({ mentee, mentor }) => `${mentee}-${mentor}`).join(", ");

const own = match(people, policy);
const textbook = match(people, policy, { solver: munkres });

console.log(`${own.certificate.method}: ${describe(own)}`);
console.log(`${textbook.certificate.method}: ${describe(textbook)}`);

// Where several matchings are equally good, a recorded lottery decides, whichever kernel found the optimum.
console.log(`Same pairs: ${describe(own) === describe(textbook)}`);

// munkres-js yields no prices. They are recovered from its answer, so its matching is proven like any other.
console.log(`Status: ${own.status} and ${textbook.status}, total ${own.total} and ${textbook.total}`);
