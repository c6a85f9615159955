using FlextMonitor.Hub.Audit;

namespace FlextMonitor.Hub.Tests.Audit;

public sealed class AuditOptionsTests
{
    [Theory]
    [InlineData(29.9)]
    [InlineData(3661)]
    public void Kept_OutsideOfItsRange_IsRefused(double days)
    {
        var result = new AuditOptions.Validation().Validate(null, new AuditOptions { Kept = TimeSpan.FromDays(days) });

        result.FailureMessage.ShouldStartWith("Audit:Kept is '");
        result.FailureMessage.ShouldEndWith("from 30.00:00:00 to 3660.00:00:00");
    }

    [Fact]
    public void Kept_ByDefault_Is400Days() => new AuditOptions().Kept.ShouldBe(TimeSpan.FromDays(400));
}
