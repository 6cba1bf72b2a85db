import { Button } from '../../../ui/controls/Button';
import { OptionField } from '../../../ui/controls/OptionField';
import { attempt } from '../../../ui/feedback/toasts';
import { useFind, useFindRoom } from '../context';
import { captionOptions, invertOptions } from '../options';
import type { CaptionOptions, InvertRequest } from '../types';
import '../../../ui/layout/More.css';

const captionNames = Object.keys(captionOptions) as (keyof CaptionOptions)[];
const invertNames = Object.keys(invertOptions) as (keyof Omit<InvertRequest, 'words'>)[];

/** How the opened picture is captioned. */
export function CaptionSettings() {
	const { find } = useFindRoom();
	const options = useFind((state) => state.captionOptions);
	const busy = useFind((state) => state.telling?.busy ?? false);
	const isDrawn = options.temperature > 0;
	const shown = captionNames.filter((name) => (isDrawn ? name !== 'beamSize' : name !== 'seed'));
	return (
		<details className="more">
			<summary>More</summary>
			<div className="section explained">
				{shown.map((name) => (
					<OptionField
						key={name}
						option={captionOptions[name]}
						value={options[name]}
						onChange={(value) => find.setCaptionOption(name, value as number)}
					>
						{name === 'seed' && (
							<Button
								look="plain"
								icon="dice"
								iconOnly
								className="dice"
								onClick={() => find.setCaptionOption('seed', Math.floor(Math.random() * 1e6))}
							>
								Another seed
							</Button>
						)}
					</OptionField>
				))}
				<Button disabled={busy} onClick={() => attempt(find.tell)}>
					Caption with these
				</Button>
			</div>
		</details>
	);
}

/** How a search through the decoder goes. */
export function DecoderSettings() {
	const { find } = useFindRoom();
	const options = useFind((state) => state.invertOptions);
	return (
		<details className="more">
			<summary>The decoder’s search</summary>
			<div className="section explained">
				{invertNames.map((name) => (
					<OptionField
						key={name}
						option={invertOptions[name]}
						value={options[name]}
						onChange={(value) => find.setInvertOption(name, value as number)}
					/>
				))}
			</div>
		</details>
	);
}
