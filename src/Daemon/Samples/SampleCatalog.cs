namespace FlextMonitor.Daemon.Samples;

/// <summary>
/// The sample pipelines. Their times are chosen so that within 20 s of the start some run, one has succeeded, one has failed and one is stuck. Those
/// without a schedule have one earlier run.
/// </summary>
internal static class SampleCatalog
{
    /// <summary>All sample pipelines, in the order of their first runs.</summary>
    public static IReadOnlyList<SamplePipeline> Pipelines { get; } =
    [
        new()
        {
            Name = "Issues and releases", Extractor = "tap-github", Loader = "target-jsonl",
            Streams = ["issues", "releases"], RowsPerSecond = 60,
            Shortest = Seconds(3), Longest = Seconds(5), Every = Seconds(20),
        },
        new()
        {
            Name = "Orders to warehouse", Extractor = "tap-postgres", Loader = "target-snowflake", Transform = "dbt-snowflake:run",
            Streams = ["public-customers", "public-orders", "public-order_items"], RowsPerSecond = 1800,
            Shortest = Seconds(25), Longest = Seconds(40), Every = Seconds(60), FirstAfter = Seconds(0.5),
        },
        new()
        {
            Name = "Payments", Extractor = "tap-stripe", Loader = "target-postgres",
            Streams = ["charges", "refunds", "payouts"], RowsPerSecond = 140,
            Shortest = Seconds(9), Longest = Seconds(14), Every = Seconds(45), FirstAfter = Seconds(1),
            Trouble = SampleTrouble.Fails, TroubleEvery = 3, Error = SampleErrors.RateLimit,
        },
        new()
        {
            Name = "Leads and opportunities", Extractor = "tap-salesforce", Loader = "target-redshift", Transform = "dbt-redshift:run",
            Streams = ["Account", "Lead", "Opportunity"], RowsPerSecond = 220,
            Shortest = Seconds(40), Longest = Seconds(60), Every = Seconds(180), FirstAfter = Seconds(1.5),
            Trouble = SampleTrouble.Sticks, TroubleEvery = 2,
        },
        new()
        {
            Name = "Shop catalogue", Extractor = "tap-shopify", Loader = "target-bigquery", Transform = "dbt-bigquery:run",
            Streams = ["products", "inventory_levels", "orders", "customers"], RowsPerSecond = 350,
            Shortest = Seconds(60), Longest = Seconds(90), Every = Seconds(150), FirstAfter = Seconds(2),
        },
        new()
        {
            Name = "Web sessions", Extractor = "tap-google-analytics", Loader = "target-bigquery",
            Streams = ["sessions", "pages", "events", "acquisition"], RowsPerSecond = 900,
            Shortest = Seconds(180), Longest = Seconds(280), Every = Seconds(360), FirstAfter = Seconds(3),
        },
        new()
        {
            Name = "Stock levels", Extractor = "tap-mysql", Loader = "target-parquet",
            Streams = ["stock-items", "stock-movements"], RowsPerSecond = 2600,
            Shortest = Seconds(15), Longest = Seconds(25), Every = Seconds(75), FirstAfter = Seconds(6),
            Trouble = SampleTrouble.Fails, TroubleEvery = 4, TroubleAt = 1, Error = SampleErrors.SchemaChange, LoaderFails = true,
        },
        new()
        {
            Name = "Contacts (only when asked)", Extractor = "tap-hubspot", Loader = "target-postgres",
            Streams = ["contacts", "companies", "deals"], RowsPerSecond = 90,
            Shortest = Seconds(12), Longest = Seconds(18),
            Trouble = SampleTrouble.Fails, TroubleEvery = 5, TroubleAt = 3, Error = SampleErrors.ConnectionLost, LoaderFails = true,
        },
    ];

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
