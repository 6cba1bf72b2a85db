/** The page of the benches of Find, Story and Imagine: the query names which one. */
const benches = { find: () => import('./find'), imagine: () => import('./imagine'), story: () => import('./story') };

await benches[location.search.slice(1) as keyof typeof benches]();
