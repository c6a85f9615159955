using FlextMonitor.Hub.Access;

namespace FlextMonitor.Hub.Tests.Access;

/// <summary>What a request prints as, in a log say, holds no secret.</summary>
public sealed class RequestTextTests
{
    private const string Secret = "hunter2-never-shown";

    [Fact]
    public void ToString_OfALogin_IsItsKindAlone() => new LoginRequest("ada@example.com", Secret).ToString().ShouldBe("LoginRequest");

    [Fact]
    public void ToString_OfASetup_IsItsKindAlone() => new SetupRequest(Secret, "ada@example.com", Secret).ToString().ShouldBe("SetupRequest");

    [Fact]
    public void ToString_OfARefresh_IsItsKindAlone() => new RefreshRequest(Secret).ToString().ShouldBe("RefreshRequest");
}
