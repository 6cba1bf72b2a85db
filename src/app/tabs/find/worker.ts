/** Find's jobs, which the tensor worker adds to its table. */
export { findJobs as jobs } from '../../../features/find/pipeline';
