import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from '../controls/Button';
import './ErrorBoundary.css';

interface Props {
	/** The part of the page, for the heading, such as "Paint". */
	readonly name: string;
	readonly children: ReactNode;
}

interface Fault {
	readonly error?: Error | undefined;
}

/** Limits an error to one part of the page, and offers to reload that part. The library is safe in storage. */
export class ErrorBoundary extends Component<Props, Fault> {
	override readonly state: Fault = {};

	static getDerivedStateFromError(error: Error) {
		return { error };
	}

	override componentDidCatch(error: Error, info: ErrorInfo): void {
		console.error(error, info.componentStack);
	}

	override render() {
		const { error } = this.state;
		if (error === undefined) return this.props.children;
		return (
			<div className="fault" role="alert">
				<h2>{this.props.name} has met a fault</h2>
				<p>Your library is safe. Try again; if it stays so, reload the page.</p>
				<pre>{error.message}</pre>
				<div className="fault-ways">
					<Button look="primary" onClick={() => this.setState({ error: undefined })}>
						Try again
					</Button>
					<Button onClick={() => location.reload()}>Reload the page</Button>
				</div>
			</div>
		);
	}
}
