export const RunsPage = () => <main />;
