import { Announcement } from '../../../ui/feedback/Announcement';
import { useImagine } from '../context';
import { counted } from '../run';
import { shownBirds, shownSheet } from '../state';

/** Announces the start, the complete sketches and the end; announcing every picture would be too much. */
export function DrawingAnnouncement() {
	const said = useImagine((state) => {
		const { run } = state;
		const sheet = shownSheet(state);
		if (run) {
			const { sketches, wanted } = run;
			return sketches === 0 ? 'Drawing' : sketches === wanted.sketches ? counted(sketches, 'sketch') : '';
		}
		if (sheet?.result === undefined) return '';
		return counted(shownBirds(sheet).length, sheet.stages === 1 ? 'sketch' : 'bird');
	});
	return <Announcement>{said}</Announcement>;
}
