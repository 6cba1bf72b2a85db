/** The jobs of this feature for the tensor worker. */
export { imagineJobs as jobs } from '../../../features/imagine/pipeline';
