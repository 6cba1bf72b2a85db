/** The one library of the visitor's pictures and works. Every tab adds to it and takes from it. */
import { createLibrary, type LibraryStores } from '../library/store';
import { report } from '../ui/feedback/toasts';
import { databaseOf } from './database';

export const library = createLibrary({ database: databaseOf<LibraryStores>(), onTrouble: report });
