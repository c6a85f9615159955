using FlextMonitor.Hub.History;
using Microsoft.Extensions.Configuration;

namespace FlextMonitor.Hub.Tests.History;

public sealed class HistoryOptionsTests
{
    [Fact]
    public void Tiers_WithoutASetting_AreFive()
    {
        var options = Read();

        options.Failures.ShouldBeEmpty();
        options.Tiers.Select(tier => tier.StepSeconds).ShouldBe([10, 60, 600, 3_600, 86_400]);
        options.Tiers.Zip(options.Tiers.Skip(1)).ShouldAllBe(pair => pair.Second.StepSeconds % pair.First.StepSeconds == 0);
    }

    [Theory]
    [InlineData("20000000", null)]
    [InlineData("1 GB", "History:MaxBytes is '1 GB', but must be a whole number of bytes, 10000000 or more")]
    [InlineData("9999999", "History:MaxBytes is '9999999', but must be a whole number of bytes, 10000000 or more")]
    public void MaxBytes_IsAWholeNumber(string value, string? failure)
    {
        var options = new HistoryOptions();
        new HistoryOptionsSetup(new ConfigurationBuilder().AddInMemoryCollection([new("History:MaxBytes", value)]).Build()).Configure(options);

        string.Join('|', options.Failures).ShouldBe(failure ?? "");
        options.MaxBytes.ShouldBe(failure is null ? 20_000_000 : 10_000_000);
    }

    [Fact]
    public void Tiers_OfTheSettings_TakeThePlaceOfAll()
    {
        var options = Read(("0:Step", "00:00:30"), ("0:Keep", "1.00:00:00"), ("1:Step", "00:15:00"), ("1:Keep", "400.00:00:00"));

        options.Failures.ShouldBeEmpty();
        options.Tiers.ShouldBe([new(TimeSpan.FromSeconds(30), TimeSpan.FromDays(1)), new(TimeSpan.FromMinutes(15), TimeSpan.FromDays(400))]);
    }

    [Theory]
    [InlineData("00:00:07", "1.00:00:00", "00:01:00", "14.00:00:00", "History:Tiers:1:Step is '00:01:00', but must be a multiple of History:Tiers:0:Step, which is '00:00:07'")]
    [InlineData("00:01:00", "1.00:00:00", "00:00:10", "14.00:00:00", "History:Tiers:1:Step is '00:00:10', but must be a multiple of History:Tiers:0:Step, which is '00:01:00'")]
    [InlineData("00:00:10", "14.00:00:00", "00:01:00", "1.00:00:00", "History:Tiers:1:Keep is '1.00:00:00', but must be longer than History:Tiers:0:Keep, which is '14.00:00:00'")]
    [InlineData("00:00:10", "02:00:00", "01:00:00", "1.00:00:00", "History:Tiers:0:Keep is '02:00:00', but must be at least twice History:Tiers:1:Step, which is '01:00:00', and an hour")]
    [InlineData("00:15:00", "2.00:00:00", "01:00:00", "14.00:00:00", "History:Tiers:0:Step is '00:15:00', but may be 00:10:00 at most: a bucket of the finest tier is written from the hour that is in memory")]
    public void Tiers_ThatDoNotFitEachOther_AreRefused_AndBothAreNamed(string step, string keep, string nextStep, string nextKeep, string failure) =>
        Read(("0:Step", step), ("0:Keep", keep), ("1:Step", nextStep), ("1:Keep", nextKeep)).Failures.ShouldBe([failure]);

    [Theory]
    [InlineData("0:Step", "00:00:00.5", "History:Tiers:0:Step is '00:00:00.5', but must be a time as hh:mm:ss")]
    [InlineData("0:Step", "00:00:01.5", "History:Tiers:0:Step is '00:00:01.5', but must be whole seconds, such as 00:00:10")]
    [InlineData("0:Step", "2.00:00:00", "History:Tiers:0:Step is '2.00:00:00', but must be a time as hh:mm:ss")]
    [InlineData("0:Keep", "long", "History:Tiers:0:Keep is 'long', but must be a time as hh:mm:ss")]
    [InlineData("0:Stpe", "00:00:10", "Unknown setting 'History:Tiers:0:Stpe'. Did you mean 'History:Tiers:0:Step'?")]
    public void Tier_ThatCannotBe_IsRefused(string key, string value, string failure) =>
        Read(("0:Step", "00:00:10"), ("0:Keep", "1.00:00:00"), (key, value)).Failures.ShouldHaveSingleItem().ShouldStartWith(failure);

    private static HistoryOptions Read(params (string Key, string Value)[] tiers)
    {
        // The last of several with one key counts.
        var settings = tiers.GroupBy(tier => tier.Key).Select(tier => KeyValuePair.Create<string, string?>($"History:Tiers:{tier.Key}", tier.Last().Value));
        var setup = new HistoryOptionsSetup(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        var options = new HistoryOptions();
        setup.Configure(options);
        setup.Validate(null, options).Succeeded.ShouldBe(options.Failures.Count == 0);
        return options;
    }
}
