export const PipelinePage = () => <main />;
