namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>What a document begins before the application is there: the state that it holds, and the connection that it opens.</summary>
internal static class HeadStart
{
    /// <summary>Has the page use neither, as where the browser kept the document and the network refused its connection.</summary>
    public static Task TakeAwayAsync(Visitor visitor) => visitor.Page.AddInitScriptAsync("""
        Object.defineProperty(globalThis, 'earlySocket', { get: () => undefined, set: () => undefined });
        const entries = performance.getEntriesByType.bind(performance);
        performance.getEntriesByType = (type) => (type === 'navigation' ? [] : entries(type));
        """);
}
