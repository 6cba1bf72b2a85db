/** The one library of the visitor's pictures and works. Every tab adds to it and takes from it. */
import { openShelf } from '../library/shelf';
import { createLibrary } from '../library/store';
import { report } from '../ui/feedback/toasts';

export const library = createLibrary({ openShelf, onTrouble: report });
