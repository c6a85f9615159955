using FlextMonitor.Hub.Access.Providers;
using FlextMonitor.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Access.Providers;

public sealed class ConfirmationFailuresTests
{
    private readonly RecordedLog _log = new();
    private readonly FakeTimeProvider _time = new();
    private readonly ConfirmationFailures _failures;

    public ConfirmationFailuresTests() => _failures = new(Options.Create(new OidcOptions()), _time, _log.For<ConfirmationFailures>());

    [Fact]
    public void Failures_OfOneSessionAmongOthersThatAreConfirmed_AreLoggedOnce_AndTheirEndToo()
    {
        for (var round = 0; round < 4; round++)
        {
            _failures.Add("first", new ProviderException("invalid"));
            _failures.Remove("second");
            _failures.Forget();
        }

        _log.Entries.ShouldHaveSingleItem().Level.ShouldBe(LogLevel.Error);

        _failures.Remove("first");
        _failures.Remove("first");
        _log.Entries.Select(entry => entry.Level).ShouldBe([LogLevel.Error, LogLevel.Information]);
    }

    [Fact]
    public void Failures_OfASessionThatIsNotTriedAnyMore_AreForgotten()
    {
        _failures.Add("first", new ProviderException("invalid"));
        _time.Advance(2 * ProviderSessions.Claim);
        _failures.Forget();

        _failures.Add("second", new ProviderException("invalid"));

        _log.Entries.Count(entry => entry.Level == LogLevel.Error).ShouldBe(2);
    }
}
