using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Live;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>A right that ends while its connection is being opened.</summary>
public sealed class RevocationWhileConnectingTests
{
    private static readonly TimeSpan StepLimit = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Connection_WhoseRightEndsBetweenTheLookUpAndTheSubscription_IsClosedBeforeTheNextPeriod()
    {
        var time = new FakeTimeProvider();
        await using var hub = await HubHost.StartAsync(services => services.AddSingleton<TimeProvider>(time));
        var rights = hub.Services.GetRequiredService<ClaimedRights>();
        rights.DuringNextLookup = () =>
        {
            rights.Change("session", new Standing(Rights.None, CredentialsEnd.Forbidden));
            hub.Services.GetRequiredService<RightsSweepSignal>().OnRightsChanged();
        };

        await using var subscriber = await hub.ConnectAsync();
        var closing = subscriber.NextAsync<Closing>();
        for (var passed = TimeSpan.Zero; passed < RightsSweep.Period / 2 && await Task.WhenAny(closing, Task.Delay(StepLimit, TimeProvider.System, TestContext.Current.CancellationToken)) != closing; passed += RightsSweep.LeastPause)
        {
            time.Advance(RightsSweep.LeastPause);
        }

        (await closing).Reason.ShouldBe(ClosingReason.Forbidden);
    }
}
