/** Paint's store, connected to the engine and the library. Loaded with the tab, or with the first picture for it. */
import { budgetOf } from '../../../features/paint/budget';
import { dataAddress, encode } from '../../../features/paint/picture';
import { defaultPreset } from '../../../features/paint/presets';
import { paintSession } from '../../../features/paint/session';
import { followSpeed } from '../../../features/paint/speed';
import { createPaint } from '../../../features/paint/store';
import { confirm } from '../../../ui/feedback/confirm';
import { attempt, note } from '../../../ui/feedback/toasts';
import { library } from '../../library';
import { sessions } from '../../session';
import { engine } from './engine';
import { keepPaintings } from './keeping';

export const paint = createPaint(engine, {
	...{ encode, dataAddress, confirm },
	tell: note,
	clips: () => import('../../../features/paint/clips/film'),
	memoryBudget: budgetOf,
	preset: defaultPreset,
});

keepPaintings(paint);
followSpeed(paint);

attempt(async () => {
	// Pictures are the library's.
	await library.opened;
	await sessions.keep('paint', paint, paintSession(paint, library.find));
});
