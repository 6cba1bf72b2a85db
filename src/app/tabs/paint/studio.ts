/** Paint's store, connected to the engine and the library. Loaded with the tab, or with the first picture for it. */
import { budgetOf } from '../../../features/paint/budget';
import { dataAddress, encode } from '../../../features/paint/picture';
import { defaultPreset } from '../../../features/paint/presets';
import { followSpeed } from '../../../features/paint/speed';
import { createPaint } from '../../../features/paint/store';
import { confirm } from '../../../ui/feedback/confirm';
import { note } from '../../../ui/feedback/toasts';
import { setBusy } from '../../busy';
import { engine } from './engine';
import { keepPaintings } from './keeping';

export const paint = createPaint(engine, {
	...{ encode, dataAddress, confirm },
	tell: note,
	memoryBudget: budgetOf,
	preset: defaultPreset,
});

keepPaintings(paint);
followSpeed(paint);

paint.subscribe(({ run }, before) => {
	if ((run === undefined) !== (before.run === undefined)) setBusy('paint', run && 'the painting');
});
