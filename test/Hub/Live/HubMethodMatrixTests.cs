using System.Reflection;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>Every method of the hub against every kind of caller. A new method has no expectation here, and so fails.</summary>
public sealed class HubMethodMatrixTests
{
    private static readonly Dictionary<string, Expected> Methods = new()
    {
        [HubMethods.Clock] = new(Roles.Viewer, _ => []),
        [HubMethods.Watch] = new(Roles.Viewer, source => [new[] { source }]),
        [HubMethods.Pause] = new(Roles.Viewer, _ => []),
        [HubMethods.Resume] = new(Roles.Viewer, _ => []),
        [HubMethods.GetExecution] = new(Roles.Viewer, source => [source, "run-1"]),
        [HubMethods.StreamLogs] = new(Roles.Viewer, source => [source, "run-1", 1, false]),
        [HubMethods.RunPipeline] = new(Roles.Operator, source => [source, "orders", false]),
        [HubMethods.CancelExecution] = new(Roles.Operator, source => [source, "run-1"]),
    };

    public static TheoryData<string, string> Calls
    {
        get
        {
            var calls = new TheoryData<string, string>();
            foreach (var method in Methods.Keys)
            {
                foreach (var role in Roles.All)
                {
                    calls.Add(method, role);
                }
            }

            return calls;
        }
    }

    [Fact]
    public void Methods_OfTheHub_AllHaveAnExpectation() =>
        typeof(DashboardHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(method => method.Name).ShouldBe(Methods.Keys, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_ForADaemonThatIsPermitted_NeedsTheRole(string method, string role)
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync(role: role, sources: "default");

        var refusal = await RefusalAsync(subscriber, method, "default");

        if (Roles.All.SkipWhile(lesser => lesser != Methods[method].Role).Contains(role))
        {
            refusal.ShouldBeNull();
        }
        else
        {
            refusal.ShouldNotBeNull().ShouldContain($"{method} needs the role '{Methods[method].Role}', which you do not have.");
        }
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_ForADaemonThatIsNotPermitted_IsAnsweredLikeOneThatDoesNotExist(string method, string role)
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync(role: role, sources: "default");
        if (Methods[method].Arguments("x").Length == 0)
        {
            (await RefusalAsync(subscriber, method, "other")).ShouldBeNull();
            return;
        }

        var notPermitted = (await RefusalAsync(subscriber, method, "other")).ShouldNotBeNull();
        var missing = (await RefusalAsync(subscriber, method, "nowhere")).ShouldNotBeNull();

        notPermitted.Replace("other", "nowhere", StringComparison.Ordinal).ShouldBe(missing);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_OfSomebodyWhoseRightsEnded_IsRefusedAtOnce(string method, string role)
    {
        // Time stands still, so that no sweep closes the connection first.
        await using var host = await HubHost.StartAsync(services => services.AddSingleton<TimeProvider>(new FakeTimeProvider()));
        await using var subscriber = await host.ConnectAsync(role: role);
        await subscriber.CallAsync<DateTimeOffset>(HubMethods.Clock);
        host.ChangeRights("session", new Standing(Rights.None, CredentialsEnd.SignedOut));

        (await RefusalAsync(subscriber, method, "default")).ShouldNotBeNull().ShouldContain($"{method} needs valid credentials, and yours are not valid any more.");
    }

    [Fact]
    public async Task Call_OfAnOperatorOfAnotherDaemon_NamesTheDaemon()
    {
        await using var host = await HubHost.StartAsync(services => services.AddSingleton<TimeProvider>(new FakeTimeProvider()));
        await using var subscriber = await host.ConnectAsync(session: "mixed");
        await subscriber.CallAsync<DateTimeOffset>(HubMethods.Clock);
        host.ChangeRights("mixed", new Standing(Rights.Of([new Grant(Roles.Viewer, []), new Grant(Roles.Operator, ["other"])])));

        (await RefusalAsync(subscriber, HubMethods.RunPipeline, "default")).ShouldNotBeNull().ShouldContain("RunPipeline needs the role 'operator' for 'default', which you do not have.");
    }

    /// <summary>The text of the refusal; null if the call was carried out.</summary>
    private static async Task<string?> RefusalAsync(HubSubscriber subscriber, string method, string source)
    {
        try
        {
            await (method == HubMethods.StreamLogs ? ReadAsync(subscriber, source) : subscriber.CallAsync(method, Methods[method].Arguments(source)));
            return null;
        }
        catch (HubException refusal)
        {
            return refusal.Message;
        }
    }

    private static async Task ReadAsync(HubSubscriber subscriber, string source)
    {
        var lines = subscriber.Connection.StreamAsyncCore<LogLine>(HubMethods.StreamLogs, Methods[HubMethods.StreamLogs].Arguments(source), TestContext.Current.CancellationToken);
        await foreach (var line in lines)
        {
            line.Message.ShouldNotBeNull();
        }
    }

    private sealed record Expected(string Role, Func<string, object?[]> Arguments);
}
