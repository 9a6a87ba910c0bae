import Foundation
import TestSupport
import Testing

@Suite("nplus route")
struct RouteCommandTests {
    @Test("the rules decide, the dispute is offered there, and the decision is shown and explained as it was made")
    func decide() async throws {
        try await Bureau.with { bureau in
            let code = try bureau.register()
            try bureau.done(
                "act", code, "triage", "--set", "grade=A", "--set", "basis=涉及多户", "--at", "2023-05-15T09:30")
            let told = try bureau.done("route", code, "--at", "2023-05-15T10:00")
            #expect(told.contains("规则 grave"))
            let shown = try bureau.json("show", code)
            let decisions = try #require(shown["routing"] as? [[String: Any]])
            #expect(decisions.map { $0["rule"] as? String } == ["grave"])
            #expect(decisions.first?["referral"] as? Int == 1)
            let referrals = try #require(shown["referrals"] as? [[String: Any]])
            #expect((referrals.first?["reason"] as? String)?.contains("规则 grave") == true)
            let text = try bureau.done("show", code)
            #expect(text.contains("分级 Grade：A级"))

            let kept = try bureau.done("route", "explain", code, "--decision", "1")
            #expect(kept.contains("规则 grave"))
            #expect(kept.contains("规则未指向该类组织"))
            let none = try bureau.nplus(["route", "explain", code, "--decision", "2"])
            #expect(none.code == 2)
            #expect(none.errors.contains("没有第 2 次"))
            #expect(try bureau.done("case", "rebuild", "--check").contains("不符 0 件"))
        }
    }

    @Test("a matter that is not for mediation goes nowhere, and its channel is on record")
    func excluded() async throws {
        try await Bureau.with { bureau in
            let code = try bureau.register()
            try bureau.done(
                "act", code, "triage", "--set", "bar=crime", "--set", "basis=涉嫌诈骗", "--at", "2023-05-15T09:30")
            let told = try bureau.done("route", code, "--at", "2023-05-15T10:00")
            #expect(told.contains("公安机关"))
            let shown = try bureau.json("show", code)
            #expect((shown["referrals"] as? [Any])?.isEmpty == true)
            let decisions = try #require(shown["routing"] as? [[String: Any]])
            #expect(decisions.first?["to"] as? String == "公安机关（刑事立案）")
        }
    }

    @Test("declined twice, the coordinator lets the rules decide: the centre gets it, and both clocks are shown")
    func declinedTwice() async throws {
        try await Bureau.with { bureau in
            let code = try bureau.register()
            for (hour, receiver) in [("10", "TWN-120119101"), ("12", "TWN-120119102")] {
                try bureau.done(
                    "route", "refer", code, receiver, "--reason", "当事人所在地", "--at", "2023-05-15T\(hour):00")
                try bureau.done(
                    "route", "decline", code, "--code", "outOfPlace", "--reason", "不在本镇", "--at",
                    "2023-05-15T\(hour):30")
            }
            let review = try bureau.json("route", "review", as: [[String: Any]].self)
            #expect(review.map { $0["why"] as? String } == ["待协调员指定"])
            #expect(review.first?["rule"] as? String == "declinedTwice")
            let clerk = try bureau.nplus(["route", code, "--at", "2023-05-16T09:00"])
            #expect(clerk.code == 2)
            try bureau.done("route", "decide", code, "--as", "coordinator", "--at", "2023-05-17T09:00")
            let shown = try bureau.json("show", code)
            #expect((shown["holder"] as? String)?.hasPrefix("CTR-120119") == true)
            let custody = try #require(shown["custody"] as? [[String: Any]])
            #expect(custody.map { $0["days"] as? Int }.first == 2)
            #expect(try bureau.done("show", code).contains("不因流转重新计算"))
            let referrals = try #require(shown["referrals"] as? [[String: Any]])
            #expect(referrals.first?["reply"] as? String == "不属管辖地域：不在本镇")
        }
    }
}
