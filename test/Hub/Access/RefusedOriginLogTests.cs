using System.Globalization;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Access;

public sealed class RefusedOriginLogTests
{
    private readonly RecordedLog _recorded = new();

    [Fact]
    public void Note_SameOriginAgain_IsLoggedOnce()
    {
        var log = new RefusedOriginLog(_recorded.For<RefusedOriginLog>());

        log.Note("https://evil.example", "Pages of evil may not connect.");
        log.Note("https://EVIL.example", "Pages of evil may not connect.");

        _recorded.Entries.Single().Message.ShouldStartWith("Pages of evil may not connect.");
    }

    [Fact]
    public void Note_MoreOriginsThanAreRemembered_IsBounded()
    {
        var log = new RefusedOriginLog(_recorded.For<RefusedOriginLog>());

        for (var i = 0; i < RefusedOriginLog.MostOrigins * 3; i++)
        {
            log.Note(string.Create(CultureInfo.InvariantCulture, $"https://{i}.example"), "Refused.");
        }

        _recorded.Entries.Count.ShouldBe(RefusedOriginLog.MostOrigins);
    }

    [Fact]
    public void Excerpt_LongOrigin_IsCut() => RefusedOriginLog.Excerpt(new string('x', 10_000)).Length.ShouldBe(201);
}
