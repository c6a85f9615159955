using FlextMonitor.Daemon.Meltano.Logs.Parsing;
using FlextMonitor.Daemon.Meltano.Logs.Rows;
using FlextMonitor.Testing;
using FsCheck;
using FsCheck.Xunit;

namespace FlextMonitor.Daemon.Tests.Meltano.Logs;

public sealed class RowTests
{
    private const string Console = "2024-05-01T12:00:00Z [info     ] ";
    private const string Tap = " cmd_type=elb consumer=False job_name=dev:job name=tap-x producer=True stdio=stderr string_id=tap-x";
    private const string Target = " cmd_type=elb consumer=True job_name=dev:job name=target-y producer=False stdio=stderr string_id=target-y";
    private const string Three = "{\"type\": \"counter\", \"metric\": \"record_count\", \"value\": 3, \"tags\": {\"stream\": \"users\", \"context\": {\"id\": 1}}}";

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Console + "INFO METRIC: " + Three + Tap)]
    [InlineData(Console + "2024-05-01 12:00:00,001 | INFO     | singer_sdk.metrics   | METRIC: " + Three + Tap)]
    [InlineData(Console + "2024-05-01 12:00:00,001 | INFO     | singer_sdk.metrics   | INFO METRIC: {\"metric_type\": \"counter\", \"metric\": \"record_count\", \"value\": 3, \"tags\": {\"stream\": \"users\"}}" + Tap)]
    [InlineData(Console + "METRIC     cmd_type=elb consumer=False metric_info={'type': 'counter', 'metric': 'record_count', 'value': 3, 'tags': {'stream': 'users', 'context': None, 'x': \"it's\"}} name=tap-x producer=True string_id=tap-x")]
    [InlineData("{\"event\": \"METRIC\", \"level\": \"info\", \"string_id\": \"tap-x\", \"producer\": true, \"metric_info\": " + Three + "}")]
    [InlineData("{\"event\": \"INFO METRIC: {\\\"type\\\": \\\"counter\\\", \\\"metric\\\": \\\"record_count\\\", \\\"value\\\": 3, \\\"tags\\\": {\\\"endpoint\\\": \\\"users\\\"}}\", \"name\": \"tap-x\", \"string_id\": \"tap-x\"}")]
    [InlineData(Console + "{\"level\":\"info\",\"ts\":1.5,\"message\":\"METRIC\",\"metric_info\":" + Three + "}" + Tap)]
    [InlineData("tap-x    | INFO METRIC: {\"type\": \"counter\", \"metric\": \"record_count\", \"value\": 3, \"tags\": {\"endpoint\": \"users\"}}")]
    [InlineData("METRIC: " + Three)]
    public void Add_MetricInAnyForm_IsCounted(string line)
    {
        var counts = Count(line, line);

        counts.ByStream.ShouldBe(new Dictionary<string, long> { ["users"] = 6 });
        counts.Total.ShouldBe(6);
    }

    [Theory]
    [InlineData(Console + "INFO METRIC: {\"type\": \"timer\", \"metric\": \"http_request_duration\", \"value\": 0.47, \"tags\": {}}" + Tap)]
    [InlineData(Console + "INFO METRIC: {\"type\": \"counter\", \"metric\": \"batch_count\", \"value\": 4, \"tags\": {}}" + Tap)]
    [InlineData(Console + "INFO METRIC: {\"type\": \"counter\", \"metric\": \"record_count\", \"value\": -1, \"tags\": {}}" + Tap)]
    [InlineData(Console + "INFO METRIC: {\"type\": \"counter\", \"metric\": \"record_count\", \"val" + Tap)]
    [InlineData(Console + "the record_count is {'unknown': datetime.datetime(1, 2)}" + Tap)]
    [InlineData(Console + "Run completed")]
    public void Total_NoCounts_IsUnknown(string line) => Count(line).Total.ShouldBeNull();

    [Fact]
    public void Total_AStreamWithHalfACharacter_IsCounted() =>
        Count(Console + "METRIC: {\"type\": \"counter\", \"metric\": \"record_count\", \"value\": 3, \"tags\": {\"stream\": \"\\udc80\"}}" + Tap).Total.ShouldBe(3);

    [Fact]
    public void Total_CountOfZero_IsZero() => Count(Console + "METRIC: " + Three.Replace("3", "0", StringComparison.Ordinal) + Tap).Total.ShouldBe(0);

    [Fact]
    public void Total_TapAndTarget_CountsTheRowsOnce()
    {
        Count(Metric(5, Tap), Metric(4, Target), Metric(2, Tap)).Total.ShouldBe(7);
        Count(Metric(4, Target), Metric(3, Target)).Total.ShouldBe(7);
    }

    [Fact]
    public void Total_LinesOfAnotherBlock_AreLeftOut() =>
        Count(Metric(5, Tap), Metric(9, Tap.Replace("dev:job", "dev:other", StringComparison.Ordinal))).Total.ShouldBe(5);

    [Fact]
    public void Total_Mapper_IsLeftOut() => Count(Metric(5, " consumer=True name=map producer=True string_id=map"), Metric(3, Tap)).Total.ShouldBe(3);

    [Property]
    public void Total_AnyCounts_IsTheirSum(NonNull<PositiveInt[]> values)
    {
        var counts = Count([.. values.Get.Select(value => Metric(value.Get, Tap))]);

        counts.Total.ShouldBe(values.Get.Length == 0 ? null : values.Get.Sum(value => (long)value.Get));
    }

    [Property]
    public void Parse_AnyText_NeverFails(NonNull<string> text) => RecordCount.Parse("{'record_count" + text.Get).ShouldBeNull();

    [Fact]
    public async Task ReadAsync_GrowingLog_CountsWhatIsNewAndBeginsAgainWithANewFile()
    {
        using var folder = new LogFolder();
        using var rows = new RowReader([folder.Log], "dev:job", new LineParser(TimeZoneInfo.Utc));

        (await ReadAsync(rows)).ShouldBeNull();
        folder.With(Metric(5, Tap) + "\n" + Metric(1, Tap)[..40]);
        (await ReadAsync(rows)).ShouldBe(5);
        folder.Append(Metric(1, Tap)[40..] + "\n");
        (await ReadAsync(rows)).ShouldBe(6);
        folder.With("another file\n" + Metric(2, Tap) + "\n");
        (await ReadAsync(rows)).ShouldBe(2);
    }

    private static Task<long?> ReadAsync(RowReader rows) => rows.ReadAsync(Ended).DefaultTimeout();

    private static string Metric(int value, string keys) =>
        $"{Console}INFO METRIC: {{\"type\": \"counter\", \"metric\": \"record_count\", \"value\": {value}, \"tags\": {{\"stream\": \"s\"}}}}{keys}";

    private static RowCounts Count(params string[] lines)
    {
        var parser = new LineParser(TimeZoneInfo.Utc);
        var counts = new RowCounts("dev:job");
        foreach (var line in lines)
        {
            counts.Add(parser.Parse(line));
        }

        return counts;
    }
}
