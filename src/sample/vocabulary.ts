/** First names and last names of one naming tradition, with the language that often comes with them. */
export interface Tradition {
  readonly language?: string;
  readonly firstNames: readonly string[];
  readonly lastNames: readonly string[];
}

const words = (text: string): string[] => text.trim().split(/\s*,\s*/);

/** Every first name stands here once, so that no two people of the usual sample can be taken for each other. */
export const traditions: readonly Tradition[] = [
  {
    language: "Igbo",
    firstNames: words("Amara, Nnamdi, Ifeoma, Obinna, Adaeze, Kelechi, Uche, Somto, Chiamaka, Ekene"),
    lastNames: words("Okafor, Eze, Nwosu, Obi, Umeh, Anyanwu, Okeke, Madu, Nwachukwu, Ibe"),
  },
  {
    language: "Twi",
    firstNames: words("Kwame, Abena, Kofi, Esi, Yaw, Akua, Kojo, Efua, Kwabena, Afia"),
    lastNames: words("Mensah, Boateng, Asante, Owusu, Ofori, Appiah, Agyeman, Sarpong, Darko, Amoah"),
  },
  {
    language: "Somali",
    firstNames: words("Hodan, Abdi, Ayaan, Warsame, Ifrah, Guled, Sagal, Liban, Deeqa, Filsan"),
    lastNames: words("Warfa, Farah, Jama, Abshir, Duale, Ismail, Elmi, Shire, Guuleed, Roble"),
  },
  {
    language: "Vietnamese",
    firstNames: words("Linh, Minh, Thảo, Quang, Hương, Tuấn, Ngọc, Bảo, Trang, Khoa"),
    lastNames: words("Trần, Phạm, Võ, Đặng, Bùi, Lý, Hồ, Dương, Vũ, Đinh"),
  },
  {
    language: "Mandarin",
    firstNames: words("Wei, Jing, Xiu, Haoran, Mei, Zihan, Yating, Jun, Rui, Peizhi"),
    lastNames: words("Zhao, Chen, Lin, Guo, Xu, Song, Deng, Feng, Cai, Peng"),
  },
  {
    language: "Korean",
    firstNames: words("Jisoo, Minjun, Seoyeon, Haneul, Dohyun, Yuna, Taeho, Areum, Jaewon, Sora"),
    lastNames: words("Kang, Yoon, Seo, Han, Moon, Bae, Ahn, Oh, Noh, Jung"),
  },
  {
    language: "Japanese",
    firstNames: words("Haruka, Kenta, Aoi, Daichi, Misaki, Ren, Yui, Takumi, Natsuki, Sho"),
    lastNames: words("Fujita, Mori, Hayashi, Ishii, Ogawa, Nakano, Endo, Kudo, Hara, Tamura"),
  },
  {
    language: "Hindi",
    firstNames: words("Priya, Arjun, Kavya, Rohan, Meera, Vikram, Ananya, Nikhil, Isha, Devansh"),
    lastNames: words("Sharma, Mehta, Verma, Joshi, Kulkarni, Malhotra, Chauhan, Bhatt, Saxena, Trivedi"),
  },
  {
    language: "Tamil",
    firstNames: words("Anbu, Tharani, Karthik, Yazhini, Murugan, Kayal, Senthil, Malar, Iniya, Aravind"),
    lastNames: words("Selvam, Raman, Pillai, Natarajan, Kandasamy, Velu, Arumugam, Mani, Perumal, Sivakumar"),
  },
  {
    language: "Arabic",
    firstNames: words("Layla, Omar, Salma, Tariq, Rania, Yousef, Nadia, Karim, Huda, Ziad"),
    lastNames: words("Haddad, Nasser, Khoury, Mansour, Saleh, Aziz, Barakat, Sabbagh, Darwish, Tannous"),
  },
  {
    language: "Turkish",
    firstNames: words("Zeynep, Emre, Defne, Baran, Selin, Kerem, Derya, Onur, Ece, Tolga"),
    lastNames: words("Yılmaz, Kaya, Demir, Şahin, Aydın, Koç, Arslan, Polat, Güneş, Aksoy"),
  },
  {
    language: "Persian",
    firstNames: words("Shirin, Dariush, Parisa, Kaveh, Mina, Arash, Roya, Babak, Laleh, Navid"),
    lastNames: words("Ahmadi, Karimi, Rostami, Tehrani, Moradi, Farahani, Sadeghi, Jafari, Bahrami, Shirazi"),
  },
  {
    language: "Polish",
    firstNames: words("Zofia, Łukasz, Kasia, Tomek, Hania, Wojtek, Ola, Piotr, Marta, Bartek"),
    lastNames: words("Wójcik, Kowalczyk, Zając, Mazur, Dudek, Wilk, Pawlak, Król, Sikora, Baran"),
  },
  {
    language: "Ukrainian",
    firstNames: words("Oksana, Taras, Daryna, Bohdan, Iryna, Andriy, Solomiya, Maksym, Lesia, Ostap"),
    lastNames: words("Kovalenko, Bondar, Tkachuk, Melnyk, Lysenko, Shevchuk, Hrytsenko, Marchuk, Savchuk, Petrenko"),
  },
  {
    language: "Portuguese",
    firstNames: words("Beatriz, Tiago, Inês, Gonçalo, Catarina, Duarte, Leonor, Vasco, Joana, Afonso"),
    lastNames: words("Almeida, Carvalho, Moreira, Teixeira, Pinto, Fonseca, Barbosa, Tavares, Nogueira, Leite"),
  },
  {
    language: "Spanish",
    firstNames: words("Lucía, Mateo, Valentina, Joaquín, Ximena, Andrés, Paloma, Emilio, Jimena, Rodrigo"),
    lastNames: words("Quispe, Herrera, Vargas, Castaño, Rojas, Ibarra, Peña, Cárdenas, Molina, Salazar"),
  },
  {
    language: "Dutch",
    firstNames: words("Sanne, Daan, Femke, Joris, Lotte, Bram, Maaike, Sjoerd, Anouk, Thijs"),
    lastNames: words("de Vries, Bakker, Visser, Smit, Mulder, Dekker, Kuiper, Hoekstra, Prins, Schouten"),
  },
  {
    language: "Greek",
    firstNames: words("Eleni, Nikos, Despina, Stavros, Katerina, Yannis, Thalia, Petros, Ioanna, Vasilis"),
    lastNames: words("Pappas, Economou, Vlachos, Makris, Galanis, Karras, Doukas, Samaras, Kouris, Antoniou"),
  },
  {
    language: "Welsh",
    firstNames: words("Carys, Rhys, Nia, Gethin, Ffion, Emrys, Lowri, Iolo, Seren, Owain"),
    lastNames: words("Pugh, Griffiths, Vaughan, Prosser, Bowen, Howells, Penry, Lloyd, Gwynne, Parry"),
  },
  {
    firstNames: words("Ruth, Callum, Grace, Desmond, Imogen, Fraser, Niamh, Marlon, Bridget, Leroy"),
    lastNames: words("Campbell, Whitlock, Ferreday, Sinclair, Byrne, Ashworth, Gallagher, Marlowe, Bailey, Thorne"),
  },
  {
    firstNames: words("Tane, Moana, Leilani, Sione, Aroha, Mele, Wiremu, Talia, Kahu, Losa"),
    lastNames: words("Ngata, Parata, Tuilagi, Faleolo, Rangi, Tamihana, Leota, Tupai, Henare, Manu"),
  },
];

/** One of the three strands of work. A team's people know their own strand best. */
export type Strand = "technology" | "operations" | "service";

/** Skills by strand and for everyone, the most asked for first. */
export const skills: Readonly<Record<Strand | "general", readonly string[]>> = {
  general: words(`public speaking, giving feedback, running a retrospective, stakeholder management, delegation,
    writing clearly, prioritising, difficult conversations, presenting to leadership, negotiation,
    running a meeting, facilitating workshops, time management, interviewing, hiring`),
  technology: words(`code review, Python, system design, SQL, Rust, TypeScript, data modelling, incident response,
    machine learning, software testing, API design, observability, threat modelling, dashboards, web accessibility,
    cloud costs`),
  operations: words(`budgeting, project planning, risk assessment, spreadsheets, forecasting, supplier negotiation,
    process mapping, contract reading, shift planning, safety audits, data protection, financial modelling,
    crisis communication, procurement`),
  service:
    words(`user interviews, coaching conversations, conflict resolution, roadmapping, service design, prototyping,
    handling complaints, onboarding newcomers, plain-language writing, product strategy, usability testing,
    knowledge bases, employee relations`),
};

/** What people aim for and what mentors can help with, the most frequent first. */
export const goals = words(`growing in confidence, moving into management, being promoted, building a network,
  leading a first project, changing career path, becoming a technical lead, settling into a new role,
  balancing work and family, influencing without authority, speaking at a conference, moving to another team,
  working across cultures, coming back after a break`);

/** What people enjoy outside of work. */
export const interests =
  words(`cooking, running, hiking, football, board games, gardening, photography, cycling, baking,
  reading crime novels, choir, chess, film, knitting, bouldering, volunteering, birdwatching, science fiction,
  live music, train travel, swimming, woodworking, dancing, cricket`);

/** What some have lived through and would rather not have to explain, by how many people ask for it. */
export const livedExperiences = words(`first in family at university, working parent, carer, immigrant,
  returning from parental leave, career changer, neurodivergent, LGBTQ+, living with a chronic illness,
  deaf or hard of hearing, practising a faith, grew up on a low income`);

export const organisation = "Harbourline";

/** The sites of Harbourline, a company that runs ferries and sells their tickets, and what is spoken there beside English. */
export const sites = [
  { name: "Bristol", share: 5, language: undefined },
  { name: "Rotterdam", share: 3, language: "Dutch" },
  { name: "Porto", share: 2, language: "Portuguese" },
] as const;

/** Levels of seniority, lowest first. */
export const grades = ["Apprentice", "Junior", "Intermediate", "Senior", "Lead", "Head", "Director"] as const;
export type Grade = (typeof grades)[number];

/** In a hundred people of a side, how many hold which grade, heads and directors aside. */
export const shareOf: Readonly<Record<"mentor" | "mentee", Partial<Record<Grade, number>>>> = {
  mentor: { Intermediate: 8, Senior: 46, Lead: 46 },
  mentee: { Apprentice: 14, Junior: 30, Intermediate: 33, Senior: 18, Lead: 5 },
};

/** A team, its strand of work, how many people it sends, and how its head takes part: on which side, or not at all. */
export interface Team {
  readonly name: string;
  readonly strand: Strand;
  readonly mentees: number;
  readonly mentors: number;
  readonly head: "mentor" | "mentee" | "outside";
}

export const teams: readonly Team[] = [
  { name: "Platform", strand: "technology", mentees: 17, mentors: 6, head: "mentor" },
  { name: "Apps", strand: "technology", mentees: 16, mentors: 7, head: "mentor" },
  { name: "Data", strand: "technology", mentees: 14, mentors: 6, head: "mentee" },
  { name: "Fleet", strand: "operations", mentees: 18, mentors: 6, head: "mentee" },
  { name: "Finance", strand: "operations", mentees: 11, mentors: 5, head: "mentor" },
  { name: "Legal", strand: "operations", mentees: 6, mentors: 3, head: "outside" },
  { name: "Design", strand: "service", mentees: 11, mentors: 5, head: "mentor" },
  { name: "People", strand: "service", mentees: 9, mentors: 4, head: "outside" },
  { name: "Customer Care", strand: "service", mentees: 18, mentors: 6, head: "mentor" },
];

/** Heads the teams whose head does not take part. */
export const outsideHead = "marguerite-diallo";

/** Both directors mentor: the managing director first, then the director of operations, who reports to them. */
export const directors = [
  { name: "Executive", side: "mentor", strand: "service", grade: "Director" },
  { name: "Executive", side: "mentor", strand: "operations", grade: "Director" },
] as const;

/** Seats as the mentors state them, and how many of fifty state each; `undefined` leaves them to the policy. */
export const statedSeats = { seats: [1, 2, 3, 4, undefined], shares: [8, 17, 13, 5, 7] } as const;
