/** The one place where the studio's parts are put together. */
import { dataAddress, encode } from '../features/paint/picture';
import { createPaint } from '../features/paint/store';
import { openShelf } from '../library/shelf';
import { createLibrary } from '../library/store';
import { note, report } from '../ui/feedback/toasts';
import { engine } from './engine';

export const library = createLibrary({ openShelf, onTrouble: report });

export const paint = createPaint(engine, { encode, dataAddress, tell: note });

engine.onNotice(report);
