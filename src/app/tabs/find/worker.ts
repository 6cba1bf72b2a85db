/** The jobs of this feature, for the tensor worker's table. */
export { findJobs as jobs } from '../../../features/find/pipeline';
