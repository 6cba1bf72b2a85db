/** The jobs of this feature, for the tensor worker's table. */
export { imagineJobs as jobs } from '../../../features/imagine/pipeline';
