/** The jobs of this feature, for the tensor worker's table. */
export { storyJobs as jobs } from '../../../features/story/pipeline';
