import { classes } from '../classes';
import styles from './SearchField.module.css';

interface SearchFieldProps {
	readonly label: string;
	/** What can be searched for. */
	readonly placeholder: string;
	readonly value: string;
	readonly onChange: (value: string) => void;
	readonly className?: string | undefined;
}

/** A field that filters a list as one types. */
export const SearchField = ({ label, value, onChange, className, placeholder }: SearchFieldProps) => (
	<input
		type="search"
		className={classes(styles.field, className)}
		aria-label={label}
		placeholder={placeholder}
		value={value}
		onChange={({ target }) => onChange(target.value)}
		onKeyDown={(event) => {
			if (event.key !== 'Escape' || value === '') return;
			// What lies around it stays open: the next Escape closes that.
			event.stopPropagation();
			onChange('');
		}}
	/>
);
