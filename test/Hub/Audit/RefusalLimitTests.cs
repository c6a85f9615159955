using System.Text.Json;
using FlextMonitor.Hub.Audit;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Audit;

public sealed class RefusalLimitTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly RefusalLimit _limit;

    public RefusalLimitTests() => _limit = new RefusalLimit(_time);

    [Fact]
    public void Refusals_OfOneCaller_AreLimited_AndThoseOfOthersAreNot()
    {
        Allowed("ada", 8).ShouldBe(RefusalLimit.OneByOne);
        Allowed("grace", 3).ShouldBe(3);
        Allowed(null, 8).ShouldBe(RefusalLimit.OneByOne);
    }

    [Fact]
    public void Refusals_OfUnknownCallers_AreLimitedByNetwork_SoThatNobodyHidesInTheNoiseOfOthers()
    {
        Allowed(null, 1000, network: "192.0.2.1").ShouldBe(RefusalLimit.OneByOne);

        Allowed(null, 3, network: "192.0.2.2").ShouldBe(3);
    }

    [Theory]
    [InlineData(AuditOutcome.Done, null)]
    [InlineData(AuditOutcome.Done, "ada")]
    [InlineData(AuditOutcome.Failed, "ada")]
    public void WhatWasOrMayHaveBeenDone_IsNotLimited(AuditOutcome outcome, string? who) =>
        Enumerable.Range(0, 100).ShouldAllBe(_ => _limit.Allows(new AuditEvent(AuditActions.RunPipeline, who, outcome)));

    [Fact]
    public void Failures_OfUnknownCallers_AreLimited() =>
        Enumerable.Range(0, 100).Count(_ => _limit.Allows(new AuditEvent(AuditActions.SetUp, Who: null, AuditOutcome.Failed))).ShouldBe(RefusalLimit.OneByOne);

    [Fact]
    public void Window_OnceItEnds_TellsHowManyWereLeftOut_AndFromWhere_AndStartsOver()
    {
        Allowed("ada", 8);
        Allowed("grace", 2);
        _limit.TakeEnded().ShouldBeEmpty();
        _time.Advance(RefusalLimit.Window);

        var leftOut = _limit.TakeEnded();

        leftOut.ShouldBe([new AuditEvent(AuditActions.LeftOut, "ada", AuditOutcome.Refused) { WhoId = "id of ada", Subject = AuditActions.SignIn, Address = "192.0.2.1", After = """{"count":3,"addresses":1}""" }]);
        Allowed("ada", 8).ShouldBe(RefusalLimit.OneByOne);
    }

    [Fact]
    public void Callers_OfAnyNumber_NeedNoMoreThanTheMostCounts()
    {
        var allowed = Enumerable.Range(0, RefusalLimit.MostCounts + 100).Sum(number => Allowed($"token-{number}", 1));

        allowed.ShouldBe(RefusalLimit.MostCounts + RefusalLimit.OneByOne);
        var leftOut = _limit.TakeAll().ShouldHaveSingleItem();
        (leftOut.Who, leftOut.Subject).ShouldBe((null, AuditActions.SignIn));
        CountOf(leftOut, "count").ShouldBe(100 - RefusalLimit.OneByOne);
    }

    [Fact]
    public void Networks_OfAnyNumber_LeaveRoomForCallersThatAreKnown_AndTellTheLastAddress()
    {
        foreach (var number in Enumerable.Range(0, 10_000))
        {
            Allowed(null, 1, $"2001:db8:{number:x}::/64");
        }

        Allowed("ada", 3, "192.0.2.9").ShouldBe(3);
        var leftOut = _limit.TakeAll().ShouldHaveSingleItem();
        leftOut.Address.ShouldBe("2001:db8:270f::/64");
        CountOf(leftOut, "count").ShouldBe(10_000 - RefusalLimit.MostUnknown - RefusalLimit.OneByOne);
        CountOf(leftOut, "addresses").ShouldBe(RefusalCount.MostAddresses);
    }

    private static long CountOf(AuditEvent leftOut, string name) => JsonElement.Parse(leftOut.After!).GetProperty(name).GetInt64();

    private int Allowed(string? who, int tries, string network = "192.0.2.1") => Enumerable.Range(0, tries).Count(_ => _limit.Allows(
        new AuditEvent(AuditActions.SignIn, who, AuditOutcome.Refused) { WhoId = who is null ? null : $"id of {who}", Address = network, Network = network }));
}
