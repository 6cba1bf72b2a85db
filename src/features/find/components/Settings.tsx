import { classes } from '../../../ui/classes';
import { Button } from '../../../ui/controls/Button';
import field from '../../../ui/controls/Field.module.css';
import { attempt } from '../../../ui/feedback/toasts';
import { More } from '../../../ui/layout/More';
import { OptionList } from '../../../ui/options/OptionList';
import { useFind, useFindContext } from '../context';
import { captionOptions, invertOptions } from '../options';
import styles from './Settings.module.css';

/** Options for captioning the opened picture. */
export function CaptionSettings() {
	const { find } = useFindContext();
	const options = useFind((state) => state.captionOptions);
	const busy = useFind((state) => state.newCaptions?.busy ?? false);
	return (
		<More>
			<div className={classes(styles.settings, field.explained)}>
				<OptionList table={captionOptions} values={options} onChange={find.setCaptionOption} />
				<Button disabled={busy} onClick={() => attempt(find.recaption)}>
					Caption with these
				</Button>
			</div>
		</More>
	);
}

/** Options of the deep search. */
export function DecoderSettings() {
	const { find } = useFindContext();
	const options = useFind((state) => state.invertOptions);
	return (
		<More title="Deep search settings">
			<div className={classes(styles.settings, field.explained)}>
				<OptionList table={invertOptions} values={options} onChange={find.setInvertOption} />
			</div>
		</More>
	);
}
