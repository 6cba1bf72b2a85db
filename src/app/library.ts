/** The one library of the visitor's pictures and works. Every tab adds to it and takes from it. */
import { createLibrary } from '../library/store';
import { report } from '../ui/feedback/toasts';
import { database } from './database';

export const library = createLibrary({ database, onTrouble: report });
