using FlextMonitor.Collector.Connection;

namespace FlextMonitor.Collector.Tests.Connection;

/// <summary>Which protocol the first bytes of a connection indicate.</summary>
public sealed class ForeignProtocolExceptionTests
{
    [Theory]
    [InlineData("000012040000000000", true, "The daemon does not speak TLS; try http:// in its address")]
    [InlineData("485454502F312E3120343030", true, "The daemon does not speak TLS; try http:// in its address")]
    [InlineData("160303007A", true, null)]
    [InlineData("15030300020228", true, null)]
    [InlineData("15030300020278", true, ForeignProtocolException.WebServer)]
    [InlineData("15030300020228", false, "The daemon speaks TLS; try https:// in its address")]
    [InlineData("485454502F312E3120343030", false, ForeignProtocolException.WebServer)]
    [InlineData("4854", false, null)]
    [InlineData("000012040000000000", false, null)]
    public void Of_FirstBytes_ReportsWhatToDo(string first, bool isTls, string? message)
    {
        var foreign = ForeignProtocolException.Of(Convert.FromHexString(first), isTls);

        (foreign?.Message, foreign?.Seen).ShouldBe((message, message is null ? null : $"it began with {first}"));
    }
}
