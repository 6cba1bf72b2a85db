/** All of Find's jobs, which the worker adds to its table. */
import type { FindJobs } from '../types';
import { attendJob } from './attend';
import { captionJob, nextWordsJob } from './caption';
import { createEmbedJob } from './embed';
import { explainPicturesJob } from './explain';
import { invertSentence } from './invert/job';
import { mapPictures } from './map/mapPictures';
import { encodeSentenceJob } from './sentence';
import { analogy, nearWords, vocabulary } from './words/jobs';

export const findJobs: FindJobs = {
	embedPictures: createEmbedJob(),
	caption: captionJob,
	nextWords: nextWordsJob,
	attend: attendJob,
	encodeSentence: encodeSentenceJob,
	invertSentence,
	explainPictures: explainPicturesJob,
	nearWords,
	analogy,
	vocabulary,
	mapPictures,
};
